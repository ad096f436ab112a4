package dev.stint.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real processes with SIGKILL in the middle of an import, again and again, and looks at what
 * is left. {@code -Dstint.kills=200} for the full test, {@code -Dstint.seed=N} to repeat one.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("stint.kills", 4);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());
  private static final int ROWS_PER_KILL = 60_000;
  private static final Duration UNCLAIMED_AT_MOST = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private Duration longestUnclaimed = Duration.ZERO;

  @TempDir Path dir;

  @Test
  void an_import_killed_again_and_again_loses_nothing_on_sqlite() throws Exception {
    killAndCheck("jdbc:sqlite:" + dir.resolve("kill.db"));
  }

  @Test
  void an_import_killed_again_and_again_loses_nothing_on_postgresql() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      killAndCheck(server.getJdbcUrl("postgres", "postgres"));
    }
  }

  private void killAndCheck(String url) throws Exception {
    int rows = KILLS * ROWS_PER_KILL + 50_000;
    Path file = write(rows);
    Process first = stint(url, "import", file.toString(), "--stint", "1s");
    int killed = kill(url, first) ? 1 : 0;
    for (int starts = 1; killed < KILLS && starts < KILLS * 3; starts++) {
      killed += kill(url, stint(url, "run", "--until-done", "--stint", "1s")) ? 1 : 0;
    }
    Process last = stint(url, "run", "--until-done");
    assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
    System.out.printf(
        "kill test on %s: seed %d, %d kills while RUNNING, longest unclaimed %d ms%n",
        url.substring(0, 12), SEED, killed, longestUnclaimed.toMillis());

    assertThat(killed).isEqualTo(KILLS);
    assertThat(ask(url, "select count(*) from kill")).isEqualTo((long) rows);
    assertThat(ask(url, "select count(distinct id) from kill")).isEqualTo((long) rows);
    assertThat(ask(url, "select count(*) from stint_task")).isZero();
    assertThat(ask(url, "select count(*) from stint_finished where status = 'SUCCEEDED'")).isOne();
    assertThat(longestUnclaimed).isLessThan(UNCLAIMED_AT_MOST);
  }

  /**
   * Waits until the process runs the task, then some moments, and kills it; false if it was over.
   */
  private boolean kill(String url, Process process) throws Exception {
    long fence = ask(url, "select coalesce(max(fence), 0) from stint_task");
    long began = System.nanoTime();
    if (!runs(url, process, fence)) {
      process.destroyForcibly().waitFor();
      return false;
    }
    if (fence > 0) {
      Duration unclaimed = Duration.ofNanos(System.nanoTime() - began);
      longestUnclaimed = unclaimed.compareTo(longestUnclaimed) > 0 ? unclaimed : longestUnclaimed;
    }
    LockSupport.parkNanos(Duration.ofMillis(random.nextLong(50, 500)).toNanos());
    boolean running =
        ask(url, "select count(*) from stint_task where status = 'RUNNING'").intValue() == 1;
    process.destroyForcibly().waitFor();
    return running;
  }

  private static boolean runs(String url, Process process, long fence) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      String sql =
          "select count(*) from stint_task where status = 'RUNNING' and phase = 'EXECUTING' and"
              + " fence > "
              + (fence + (fence > 0 ? 1 : 0));
      if (ask(url, sql).intValue() == 1) {
        return true;
      }
      LockSupport.parkNanos(10_000_000);
    }
    return false;
  }

  private Process stint(String url, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add("dev.stint.bootstrap.command.Main");
    command.addAll(List.of(words));
    command.addAll(List.of("--store", url, "--lease", "2s"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("out.txt").toFile()))
        .start();
  }

  private Path write(int rows) throws IOException {
    Path file = dir.resolve("kill.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,name\n");
      for (int i = 1; i <= rows; i++) {
        out.write(i + ",\"row " + i + "\"\n");
      }
    }
    return file;
  }

  private static Long ask(String url, String sql) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0L;
    } catch (SQLException e) {
      // The tables are not there before the first process made them.
      return -1L;
    }
  }
}
