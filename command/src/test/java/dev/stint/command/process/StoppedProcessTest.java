package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.patience.FairStopwatch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two workers on one PostgreSQL; one is stopped with SIGSTOP inside an atomic chunk. */
class StoppedProcessTest {

  private static final Duration ELSEWHERE_WITHIN = Duration.ofSeconds(15);
  private static TestPostgres server;

  @TempDir Path dir;

  @BeforeAll
  static void start() throws IOException {
    server = TestPostgres.durable();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        StoppingPlace.BEFORE_WRITE,
        StoppingPlace.AFTER_WRITE,
        StoppingPlace.BEFORE_COMMIT
      })
  void a_worker_stopped_in_a_chunk_and_continued_past_its_lease_writes_nothing_more(String place)
      throws Exception {
    String url = server.getJdbcUrl("postgres", "postgres");
    execute("drop schema public cascade; create schema public");
    execute("create table effect (task text not null, item integer not null)");
    Stint client = WorkerMain.client(url);
    Path goOn = dir.resolve("go-on");
    List<TaskId> tasks;
    try (WorkerProcess stale = WorkerProcess.start(dir, url, place, goOn.toString())) {
      stale.awaitWords("WORKING");
      tasks = request(client, "stops", "second", "third");
      stale.awaitWords("REACHED " + place);
      stale.signal("STOP");

      try (FairStopwatch stopped = FairStopwatch.start();
          WorkerProcess other = WorkerProcess.start(dir, url)) {
        List<TaskId> all = tasks;
        WorkerProcess.await("the end of every task", () -> succeeded(client, all));
        Duration took = stopped.elapsed();
        assertThat(took).isLessThan(ELSEWHERE_WITHIN);
        other.awaitWords("SETTLED slow SUCCEEDED");

        Files.createFile(goOn);
        stale.signal("CONT");
        stale.awaitWords("WENT ON");
        stale.awaitWords("STALE");
        stale.awaitWords("LEASE LOST");
        System.out.printf("stopped %s: ran elsewhere after %d ms%n", place, took.toMillis());
      }
    }
    assertThat(effects()).hasSize(3 * SlowChunks.ITEMS).doesNotHaveDuplicates();
    assertThat(tasks).allMatch(task -> status(client, task) == TaskStatus.SUCCEEDED);
  }

  private static List<TaskId> request(Stint client, String... names) {
    List<TaskId> tasks = new ArrayList<>();
    for (String name : names) {
      tasks.add(client.tasks().request(SlowChunks.TYPE.with(name)).id());
    }
    return tasks;
  }

  private static boolean succeeded(Stint client, List<TaskId> tasks) {
    return tasks.stream().allMatch(task -> status(client, task) == TaskStatus.SUCCEEDED);
  }

  private static TaskStatus status(Stint client, TaskId task) {
    return client.ask().find(task).orElseThrow().standing().run().status();
  }

  private static List<String> effects() throws SQLException {
    List<String> effects = new ArrayList<>();
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select task, item from effect")) {
      while (rows.next()) {
        effects.add(rows.getString(1) + " " + rows.getInt(2));
      }
    }
    return effects;
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
