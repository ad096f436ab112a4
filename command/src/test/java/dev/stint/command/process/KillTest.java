package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.stint.application.patience.FairStopwatch;
import dev.stint.application.spi.QueryStore;
import dev.stint.command.builtin.BuiltIn;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;

/**
 * Kills real processes with SIGKILL in the middle of an import, again and again, and looks at what
 * is left. Once in every build, 20 times in {@code .ci/run}; {@code -Dstint.kills=200} for the full
 * test, {@code -Dstint.seed=N} to repeat one.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("stint.kills", 1);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());
  private static final int ROWS_PER_KILL = 60_000;

  /** The stand-in holds all in this JVM's memory: each round has one of its own. */
  private static final int KILLS_IN_A_ROUND = 5;

  private static final Duration UNCLAIMED_AT_MOST = Duration.ofSeconds(15);
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private Duration longestUnclaimed = Duration.ZERO;
  private long reached;
  private boolean gotOn = true;

  @TempDir Path dir;

  @Test
  void an_import_killed_again_and_again_loses_nothing_on_sqlite() throws Exception {
    String url = "jdbc:sqlite:" + dir.resolve("kill.db");
    killAndCheck(url, () -> Rows.of(url));
  }

  @Test
  void an_import_killed_again_and_again_loses_nothing_on_postgresql() throws Exception {
    try (TestPostgres server = TestPostgres.durable()) {
      String url = server.getJdbcUrl("postgres", "postgres");
      killAndCheck(url, () -> Rows.of(url));
    }
  }

  @Test
  void an_import_killed_again_and_again_loses_nothing_on_mariadb() throws Exception {
    try (MariadbProcess server = MariadbProcess.start()) {
      killAndCheck(server.url(), () -> Rows.of(server.url()));
    }
  }

  @Test
  void an_import_killed_again_and_again_loses_nothing_on_redis() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir)) {
      killAndCheck(server.url(), () -> Rows.of(server));
    }
  }

  /** The stand-in keeps all in this JVM: nothing is shown of a server's own durability. */
  @Test
  void an_import_killed_again_and_again_loses_nothing_on_the_mongodb_stand_in_or_a_server_given()
      throws Exception {
    for (int before = 0; before < KILLS; before += KILLS_IN_A_ROUND) {
      try (TestMongo server = TestMongo.given()) {
        String name = "stint_kill_" + ProcessHandle.current().pid() + "_" + before;
        killAndCheck(
            server.toString(),
            server.url(name),
            Math.min(KILLS_IN_A_ROUND, KILLS - before),
            () -> Rows.of(server.database(name)));
        server.drop(name);
      }
    }
  }

  /** What the user's table holds at the end: rows, and distinct ids among them. */
  private record Rows(long all, long distinct) {

    static Rows of(String url) throws SQLException {
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("select count(*), count(distinct id) from killed")) {
        rows.next();
        return new Rows(rows.getLong(1), rows.getLong(2));
      }
    }

    static Rows of(MongoDatabase database) {
      Set<String> ids = new HashSet<>();
      database
          .getCollection("killed")
          .find()
          .batchSize(10_000)
          .forEach(row -> ids.add(row.getString("id")));
      return new Rows(database.getCollection("killed").countDocuments(), ids.size());
    }

    static Rows of(RedisProcess server) {
      Set<String> ids = new HashSet<>();
      long all;
      try (Jedis jedis = new Jedis(server.node())) {
        String key = "stint:import:{killed}:rows";
        all = jedis.hlen(key);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
          var some = jedis.hscan(key, cursor, new ScanParams().count(1_000));
          some.getResult().forEach(row -> ids.add(row.getValue()));
          cursor = some.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
      }
      return new Rows(all, ids.size());
    }
  }

  private void killAndCheck(String url, Callable<Rows> loaded) throws Exception {
    killAndCheck(url.substring(0, 12), url, KILLS, loaded);
  }

  private void killAndCheck(String what, String url, int kills, Callable<Rows> loaded)
      throws Exception {
    int rows = kills * ROWS_PER_KILL + 50_000;
    reached = 0;
    gotOn = true;
    Path file = write(rows);
    try (OpenStore store = StoreUrl.of(url).open(LEASE)) {
      store.migrate();
      QueryStore seen = store.stores().queries();
      Process first = stint(url, "import", file.toString(), "--stint", "1s");
      int killed = kill(seen, first) ? 1 : 0;
      for (int starts = 1; killed < kills && starts < kills * 3; starts++) {
        killed += kill(seen, stint(url, "run", "--until-done", "--stint", "1s")) ? 1 : 0;
      }
      Process last = stint(url, "run", "--until-done");
      assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
      System.out.printf(
          "kill test on %s: seed %d, %d kills while RUNNING, longest unclaimed %d ms%n",
          what, SEED, killed, longestUnclaimed.toMillis());

      assertThat(killed).isEqualTo(kills);
      assertThat(loaded.call()).isEqualTo(new Rows(rows, rows));
      assertThat(seen.counts())
          .containsExactly(
              new TaskCount(
                  new Line(QueueName.DEFAULT, BuiltIn.CSV_IMPORT.name()),
                  Lane.INTERACTIVE,
                  TaskStatus.SUCCEEDED,
                  1));
      assertThat(longestUnclaimed).isLessThan(UNCLAIMED_AT_MOST);
    }
  }

  /**
   * Waits until the process runs the task, then some moments, and kills it; false if it was over.
   * After one that was killed before it got on, the next one gets on: an item that is under way,
   * alone, both times when its process ends is set aside, and a slow machine would have some.
   */
  private boolean kill(QueryStore seen, Process process) throws Exception {
    long fence = task(seen).map(t -> t.fence().value()).orElse(0L);
    try (FairStopwatch began = FairStopwatch.start()) {
      if (!runs(seen, process, fence)) {
        process.destroyForcibly().waitFor();
        return false;
      }
      if (fence > 0) {
        Duration unclaimed = began.elapsed();
        longestUnclaimed = unclaimed.compareTo(longestUnclaimed) > 0 ? unclaimed : longestUnclaimed;
      }
    }
    if (!gotOn) {
      until(process, () -> done(seen) > reached);
    }
    LockSupport.parkNanos(Duration.ofMillis(random.nextLong(50, 500)).toNanos());
    boolean running = task(seen).filter(t -> t.run().status() == TaskStatus.RUNNING).isPresent();
    process.destroyForcibly().waitFor();
    long now = done(seen);
    gotOn = now > reached;
    reached = now;
    return running;
  }

  private static long done(QueryStore seen) {
    return row(seen).map(row -> row.progress().done()).orElse(0L);
  }

  private static Optional<VersionedTask> task(QueryStore seen) {
    return row(seen).map(TaskRow::standing);
  }

  private static Optional<TaskRow> row(QueryStore seen) {
    return seen
        .list(
            new TaskFilter(
                Set.of(),
                Optional.of(BuiltIn.CSV_IMPORT.name()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1))
        .stream()
        .findFirst();
  }

  /** Whether it came to work under a newer fence: to take the task over is not to work. */
  private static boolean runs(QueryStore seen, Process process, long fence) {
    return until(
        process,
        () ->
            task(seen)
                .filter(t -> t.run().status() == TaskStatus.RUNNING)
                .filter(t -> t.run().phase() == Phase.EXECUTING)
                .filter(t -> t.fence().value() > fence && t.sequence() > 0)
                .isPresent());
  }

  /** Whether it came to that while the process was there. */
  private static boolean until(Process process, BooleanSupplier come) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      if (come.getAsBoolean()) {
        return true;
      }
      LockSupport.parkNanos(10_000_000);
    }
    return false;
  }

  private Process stint(String url, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", url, "--lease", "2s"));
    return new ProcessBuilder(ChildJvm.command("dev.stint.command.Main", all))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("out.txt").toFile()))
        .start();
  }

  private Path write(int rows) throws IOException {
    Path file = dir.resolve("killed.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,name\n");
      for (int i = 1; i <= rows; i++) {
        out.write(i + ",\"row " + i + "\"\n");
      }
    }
    return file;
  }
}
