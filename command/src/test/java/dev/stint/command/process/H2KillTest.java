package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.TaskSearch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process that has an H2 file open and checks what the next one finds; only one process
 * at a time can open the file, so nothing can watch it meanwhile. {@code -Dstint.kills} and {@code
 * -Dstint.seed} as in {@link KillTest}.
 */
class H2KillTest {

  private static final int KILLS = Integer.getInteger("stint.kills", 1);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** What each killed host said it had stored, in order. */
  private final List<List<TaskId>> stored = new ArrayList<>();

  @TempDir Path dir;

  @Test
  void a_host_killed_again_and_again_loses_at_most_its_last_answers_on_h2() throws Exception {
    String url = "jdbc:h2:" + dir.resolve("host");
    for (int i = 0; i < KILLS; i++) {
      kill(url);
    }
    System.out.printf("kill test on H2: seed %d, %d kills%n", SEED, KILLS);

    JdbcConnectionPool pool = H2Host.pool(url);
    Stint stint = H2Host.open(pool);
    stint.work().start();
    awaitTheEnd(stint);
    stint.work().stop(Duration.ofSeconds(10));

    assertThat(stored).allSatisfy(run -> onlyTheLastAreLost(stint, run));
    assertThat(stint.ask().counts())
        .allSatisfy(count -> assertThat(count.status()).isEqualTo(TaskStatus.SUCCEEDED));
    long tasks = stint.ask().counts().stream().mapToLong(c -> c.tasks()).sum();
    try (Connection connection = pool.getConnection()) {
      assertThat(count(connection, "select count(*) from effect")).isEqualTo(tasks * H2Host.ITEMS);
      assertThat(count(connection, "select count(*) from (select distinct task, item from effect)"))
          .isEqualTo(tasks * H2Host.ITEMS);
    }
    pool.dispose();
  }

  /** Once it stored some tasks, and works on them. */
  private void kill(String url) throws Exception {
    int enough = random.nextInt(20, 80);
    try (WorkerProcess host = WorkerProcess.startMain(H2Host.class.getName(), dir, url)) {
      WorkerProcess.await(
          enough + " tasks of seed " + SEED + " in " + dir,
          () -> {
            assertThat(host.ended()).as("ended by itself: %s", host.said()).isFalse();
            return stored(host).size() >= enough;
          });
      host.signal("KILL");
      host.exit();
      stored.add(stored(host));
    }
  }

  private static List<TaskId> stored(WorkerProcess host) {
    return host.said().stream()
        // What was being said when the kill came may lack its end.
        .filter(line -> line.matches(H2Host.STORED + "[-0-9a-f]{36}"))
        .map(line -> new TaskId(UUID.fromString(line.substring(H2Host.STORED.length()))))
        .toList();
  }

  /**
   * H2 fell back on an older state of its file in some kills (1 of 20, 3 tasks) while transactions
   * wrote beside each other; what it keeps has no gap, and is not nothing of what one process
   * stored.
   */
  private static void onlyTheLastAreLost(Stint stint, List<TaskId> run) {
    List<Boolean> kept = run.stream().map(task -> stint.ask().find(task).isPresent()).toList();
    assertThat(kept.get(0)).isTrue();
    assertThat(kept).as("kept, in order").isSortedAccordingTo(Comparator.reverseOrder());
  }

  /** Says what is left, should it wait in vain. */
  private static void awaitTheEnd(Stint stint) {
    try {
      WorkerProcess.await("the end of all tasks", () -> unfinished(stint) == 0);
    } catch (AssertionError late) {
      throw new AssertionError(
          "seed %d, %s, left %s"
              .formatted(
                  SEED,
                  stint.work().condition(),
                  stint.ask().search(TaskSearch.ALL.hideSucceeded())),
          late);
    }
  }

  private static long unfinished(Stint stint) {
    return stint.ask().counts().stream()
        .filter(c -> !c.status().finished())
        .mapToLong(c -> c.tasks())
        .sum();
  }

  private static long count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
