package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that kills its process each time it runs, beside 100 that do not. */
class PoisonTest {

  private static final int INNOCENT = 100;
  private static final int MOST_DEATHS = 12;

  @TempDir Path dir;

  @Test
  void poison_fails_alone_on_sqlite() throws Exception {
    poisonFailsAlone("jdbc:sqlite:" + dir.resolve("poison.db"));
  }

  @Test
  void poison_fails_alone_on_postgresql() throws Exception {
    try (TestPostgres server = TestPostgres.durable()) {
      poisonFailsAlone(server.getJdbcUrl("postgres", "postgres"));
    }
  }

  /** With retries as they are by default: halving uses none of them up. */
  @Test
  void a_chunk_that_ends_its_process_is_halved_until_its_item_is_set_aside() throws Exception {
    String url = "jdbc:sqlite:" + dir.resolve("chunks.db");
    Stint client = WorkerMain.client(url);
    TaskId task = client.tasks().request(Poison.CHUNKS.with(5)).id();
    List<String> chunks = new ArrayList<>();

    int deaths = superviseUntilOver(url, client, task, chunks);

    assertThat(row(client, task).standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(client.ask().setAside(task, 9, 0))
        .singleElement()
        .matches(aside -> aside.item().equals("" + Poison.DEADLY))
        .matches(aside -> aside.reason().contains("the process ended"));
    assertThat(deaths).isBetween(3, 4);
    assertThat(chunks).startsWith("CHUNK [1, 2, 3, 4, 5]", "CHUNK [1, 2]").contains("CHUNK [3]");
    assertThat(chunks.stream().filter("CHUNK [1, 2]"::equals)).hasSize(1);
  }

  private void poisonFailsAlone(String url) throws Exception {
    Stint client = WorkerMain.client(url);
    AdminSql.execute(url, "create table effect (task text not null, item bigint not null)");
    Map<String, TaskId> innocent = new HashMap<>();
    TaskId poison = null;
    for (int i = 0; i < INNOCENT; i++) {
      if (i == INNOCENT / 2) {
        poison = client.tasks().request(Poison.TYPE.with("poison")).id();
      }
      String name = "innocent " + i;
      innocent.put(name, client.tasks().request(Poison.INNOCENT.with(name)).id());
    }

    int deaths = superviseUntilOver(url, client, poison);

    System.out.printf("poison on %s: %d deaths%n", url.substring(0, 12), deaths);
    TaskRow over = row(client, poison);
    assertThat(over.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(deaths).isGreaterThanOrEqualTo(Poison.RETRIES + 1);
    Map<String, List<Long>> effects = effects(url);
    for (Map.Entry<String, TaskId> task : innocent.entrySet()) {
      TaskRow row = row(client, task.getValue());
      assertThat(row.standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(row.standing().run().attempt()).isZero();
      assertThat(client.ask().history(task.getValue(), 10, 0)).allMatch(end -> end.attempt() == 0);
      // An effect under a fence past the one that was settled would be one after the settlement.
      long settled = row.standing().fence().value();
      assertThat(effects.get(task.getKey()))
          .doesNotHaveDuplicates()
          .allMatch(fence -> fence <= settled)
          .contains(settled);
    }
  }

  /** Starts a worker again whenever it died, as a supervisor would. */
  private int superviseUntilOver(String url, Stint client, TaskId poison) throws Exception {
    return superviseUntilOver(url, client, poison, new ArrayList<>());
  }

  private int superviseUntilOver(String url, Stint client, TaskId poison, List<String> chunks)
      throws Exception {
    for (int deaths = 0; deaths < MOST_DEATHS; deaths++) {
      try (WorkerProcess worker = WorkerProcess.start(dir, url)) {
        WorkerProcess.await(
            "the death of a worker, or the end of all tasks",
            () -> worker.ended() || allOver(client, poison));
        if (!worker.ended()) {
          return deaths;
        }
        assertThat(worker.said()).contains("HALT");
        worker.said().stream().filter(line -> line.startsWith("CHUNK")).forEach(chunks::add);
      }
    }
    throw new AssertionError("the poison still kills after " + MOST_DEATHS + " deaths");
  }

  private static boolean allOver(Stint client, TaskId poison) {
    return row(client, poison).standing().run().status().finished()
        && client.ask().counts().stream().allMatch(c -> c.status().finished());
  }

  private static TaskRow row(Stint client, TaskId task) {
    return client.ask().find(task).orElseThrow();
  }

  private static Map<String, List<Long>> effects(String url) throws SQLException {
    Map<String, List<Long>> effects = new HashMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select task, item from effect")) {
      while (rows.next()) {
        effects.computeIfAbsent(rows.getString(1), t -> new ArrayList<>()).add(rows.getLong(2));
      }
    }
    return effects;
  }
}
