package dev.stint.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * As {@link KillTest}, on the stand-in, which is not MongoDB: what is shown is that no kill of a
 * worker loses or doubles a row, nothing of the server's own durability. {@code
 * -Dstint.mongo.url=mongodb://host:port} kills on a real one, in a database of its own.
 */
class MongoKillTest {

  private static final int KILLS = Integer.getInteger("stint.kills", 4);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());
  private static final int ROWS_PER_KILL = 60_000;
  private static final Duration UNCLAIMED_AT_MOST = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private Duration longestUnclaimed = Duration.ZERO;

  @TempDir Path dir;

  @Test
  void an_import_killed_again_and_again_loses_nothing_on_the_stand_in_or_a_real_server()
      throws Exception {
    String name = "stint_kill_" + ProcessHandle.current().pid();
    try (TestMongo server = TestMongo.given()) {
      killAndCheck(server, name);
      server.drop(name);
    }
  }

  private void killAndCheck(TestMongo server, String name) throws Exception {
    String url = server.url(name);
    MongoDatabase database = server.database(name);
    int rows = KILLS * ROWS_PER_KILL + 50_000;
    Path file = write(rows);
    Process first = stint(url, "import", file.toString(), "--stint", "1s");
    int killed = kill(database, first) ? 1 : 0;
    for (int starts = 1; killed < KILLS && starts < KILLS * 3; starts++) {
      killed += kill(database, stint(url, "run", "--until-done", "--stint", "1s")) ? 1 : 0;
    }
    Process last = stint(url, "run", "--until-done");
    assertThat(last.waitFor(10, TimeUnit.MINUTES)).isTrue();
    System.out.printf(
        "kill test on %s: seed %d, %d kills while RUNNING, longest unclaimed %d ms%n",
        server, SEED, killed, longestUnclaimed.toMillis());

    assertThat(killed).isEqualTo(KILLS);
    // Every id is a line's number, so as many documents as lines means each once.
    assertThat(database.getCollection("kill").countDocuments()).isEqualTo(rows);
    assertThat(count(database, "kill", Filters.and(Filters.gte("_id", 2L), lastLine(rows))))
        .isEqualTo(rows);
    assertThat(count(database, "stint_task", Filters.ne("run.status", "SUCCEEDED"))).isZero();
    assertThat(count(database, "stint_task", Filters.eq("run.status", "SUCCEEDED"))).isOne();
    assertThat(longestUnclaimed).isLessThan(UNCLAIMED_AT_MOST);
  }

  private static Bson lastLine(int rows) {
    return Filters.lte("_id", rows + 1L);
  }

  private static long count(MongoDatabase database, String collection, Bson filter) {
    return database.getCollection(collection).countDocuments(filter);
  }

  private static long fence(MongoDatabase database) {
    return Optional.ofNullable(
            database.getCollection("stint_task").find().sort(Sorts.descending("fence")).first())
        .map(d -> d.getLong("fence"))
        .orElse(0L);
  }

  /**
   * Waits until the process runs the task, then some moments, and kills it; false if it was over.
   */
  private boolean kill(MongoDatabase database, Process process) throws InterruptedException {
    long fence = fence(database);
    long began = System.nanoTime();
    if (!runs(database, process, fence)) {
      process.destroyForcibly().waitFor();
      return false;
    }
    if (fence > 0) {
      Duration unclaimed = Duration.ofNanos(System.nanoTime() - began);
      longestUnclaimed = unclaimed.compareTo(longestUnclaimed) > 0 ? unclaimed : longestUnclaimed;
    }
    LockSupport.parkNanos(Duration.ofMillis(random.nextLong(50, 500)).toNanos());
    boolean running = count(database, "stint_task", Filters.eq("run.status", "RUNNING")) == 1;
    process.destroyForcibly().waitFor();
    return running;
  }

  private static boolean runs(MongoDatabase database, Process process, long fence) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Bson executing =
        Filters.and(
            Filters.eq("run.status", "RUNNING"),
            Filters.eq("run.phase", "EXECUTING"),
            Filters.gt("fence", fence + (fence > 0 ? 1 : 0)));
    while (process.isAlive() && System.nanoTime() < end) {
      if (count(database, "stint_task", executing) == 1) {
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
}
