package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.operate.Schedule;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Four worker processes and a requester, whose servers are taken away and come back. What must hold
 * is held against the test's own books.
 */
final class FailoverScene {

  /** What an operator may count on once the servers answer again. */
  private static final Duration GOES_ON = Duration.ofSeconds(15);

  /** Of one worker, stack traces and all, in one outage. */
  private static final int LOG_LINES = 400;

  /** Longer than a busy machine holds a worker up by itself. */
  private static final Duration LEASE = Duration.ofSeconds(6);

  private static final int WORKERS = 4;
  private static final int WARM = 60;
  private static final Duration AFTERWARDS = Duration.ofSeconds(5);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());

  /**
   * What was done to the servers.
   *
   * @param back when they answered again, by the machine's monotonic clock
   * @param losable acknowledged tasks that may be gone
   */
  record Struck(long back, Set<TaskId> losable) {}

  /** Takes the servers away and brings them back. */
  interface Strike {
    Struck on(ChaosLoad load) throws Exception;
  }

  private final String name;
  private final Path dir;
  private final List<String> urls;
  private final List<String> lastRunsUnder;
  private final List<WorkerProcess> workers = new ArrayList<>();

  /**
   * @param url of the store, as workers and requester know it
   */
  FailoverScene(String name, Path dir, String url) {
    this(name, dir, List.of(url), List.of());
  }

  /**
   * @param urls of the store, as workers know it one after the other; the requester knows the first
   */
  FailoverScene(String name, Path dir, List<String> urls) {
    this(name, dir, urls, List.of());
  }

  /**
   * @param lastRunsUnder the program that runs the last worker; it alone is declared lost then
   */
  FailoverScene(String name, Path dir, List<String> urls, List<String> lastRunsUnder) {
    this.name = name;
    this.dir = dir;
    this.urls = urls;
    this.lastRunsUnder = lastRunsUnder;
  }

  /** The book of the last worker. */
  static Path lastBook(Path dir) {
    return dir.resolve("worker-" + (WORKERS - 1) + ".book");
  }

  /**
   * @param effects where the chunks' effects are in the end; empty if chunks are not atomic
   * @return the acknowledged tasks that were lost, all of them losable
   */
  Set<TaskId> run(Optional<String> effects, Strike strike) throws Exception {
    System.out.printf("failover scene %s: seed %d%n", name, SEED);
    try (OpenStore store = StoreUrl.of(urls.get(0)).open(LEASE);
        ChaosBook none = ChaosBook.at(dir.resolve("client.book"))) {
      store.migrate();
      Stint client = ChaosTypes.stint(store, none, effects.isPresent(), LEASE);
      ChaosLoad load = new ChaosLoad(client, new SplittableRandom(SEED));
      ChaosAudit audit = new ChaosAudit(dir, client, store, load, effects);
      client
          .schedules()
          .put(Schedule.every("ticking", Duration.ofSeconds(1), ChaosTypes.TICK.with("tick")));
      start(effects.isPresent());
      Struck struck = disturbed(load, strike);
      client.schedules().remove(new ScheduleName("ticking"));
      audit.awaitAllOver(struck.losable);
      Set<TaskId> lost = audit.check(struck.losable);
      checkWorkers();
      System.out.printf(
          "failover scene %s: %d acknowledged, %d of %d losable lost, at most %d log lines%n",
          name, load.soFar().size(), lost.size(), struck.losable.size(), longestLog());
      return lost;
    } finally {
      workers.forEach(WorkerProcess::close);
    }
  }

  private void start(boolean atomic) throws IOException {
    for (int i = 0; i < WORKERS; i++) {
      workers.add(
          WorkerProcess.startUnder(
              i == WORKERS - 1 ? lastRunsUnder : List.of(),
              ChaosWorker.class.getName(),
              dir,
              urls.get(i % urls.size()),
              dir.resolve("worker-" + i + ".book").toString(),
              Boolean.toString(atomic),
              LEASE.toString()));
    }
    for (WorkerProcess worker : workers) {
      worker.awaitWords("WORKING");
    }
  }

  private Struck disturbed(ChaosLoad load, Strike strike) throws Exception {
    Thread requester = new Thread(load, "requester");
    requester.start();
    try {
      WorkerProcess.await("work before", () -> ended() > WARM);
      Struck struck = strike.on(load);
      WorkerProcess.await("a request afterwards", () -> load.next(struck.back).isPresent());
      long requests = load.next(struck.back).orElseThrow() - struck.back;
      WorkerProcess.await("work afterwards", () -> firstAfter(struck.back).isPresent());
      long work = firstAfter(struck.back).orElseThrow() - struck.back;
      System.out.printf(
          "failover scene %s: requests stored again after %d ms, tasks run after %d ms%n",
          name, requests / 1_000_000, work / 1_000_000);
      assertThat(Duration.ofNanos(Math.max(requests, work))).isLessThan(GOES_ON);
      LockSupport.parkNanos(AFTERWARDS.toNanos());
      return struck;
    } finally {
      load.end();
      requester.join();
    }
  }

  private int ended() {
    try {
      return ChaosBook.all(dir, ChaosBook.ENDED).size();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Long> firstAfter(long moment) {
    try {
      return ChaosBook.next(dir, ChaosBook.ENDED, moment);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void checkWorkers() throws IOException {
    assertThat(workers).as("workers that ended by themselves").noneMatch(WorkerProcess::ended);
    assertThat(ChaosBook.all(dir, ChaosBook.LOST))
        .as("workers declared lost")
        .hasSize(lastRunsUnder.isEmpty() ? 0 : 1);
    assertThat(longestLog()).as("log lines of a worker").isLessThan(LOG_LINES);
  }

  private int longestLog() {
    return workers.stream().mapToInt(w -> w.said().size()).max().orElseThrow();
  }
}
