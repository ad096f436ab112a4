package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.LimitRecord;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills real workers with SIGKILL while serial keys, waits, a limit and a schedule are at work, and
 * looks at what is left. {@code -Dstint.kills=100} for the full test, {@code -Dstint.seed=N} to
 * repeat one.
 */
class SeedsKillTest {

  private static final int KILLS = Integer.getInteger("stint.kills", 2);
  private static final long SEED = Long.getLong("stint.seed", System.nanoTime());
  private static final int KEYS = 4;
  private static final int SOME = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Each process reckons the store's time from answers that took a while to come. */
  private static final Duration CLOCKS = Duration.ofMillis(50);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<TaskId, TaskId> waits = new LinkedHashMap<>();
  private final List<TaskId> asked = new ArrayList<>();

  @TempDir Path dir;

  @Test
  void keys_waits_limits_and_schedules_survive_kills_on_sqlite() throws Exception {
    killAndCheck("jdbc:sqlite:" + dir.resolve("seeds.db"));
  }

  @Test
  void keys_waits_limits_and_schedules_survive_kills_on_postgresql() throws Exception {
    try (TestPostgres server = TestPostgres.durable()) {
      killAndCheck(server.getJdbcUrl("postgres", "postgres"));
    }
  }

  @Test
  void keys_waits_limits_and_schedules_survive_kills_on_mariadb() throws Exception {
    try (MariadbProcess server = MariadbProcess.start()) {
      killAndCheck(server.url());
    }
  }

  @Test
  void keys_waits_limits_and_schedules_survive_kills_on_redis() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir)) {
      killAndCheck(server.url());
    }
  }

  @Test
  void keys_waits_limits_and_schedules_survive_kills_on_the_mongodb_stand_in_or_a_server_given()
      throws Exception {
    String name = "stint_seeds_" + ProcessHandle.current().pid();
    try (TestMongo server = TestMongo.given()) {
      killAndCheck(server.url(name));
      server.drop(name);
    }
  }

  private void killAndCheck(String url) throws Exception {
    try (OpenStore store = StoreUrl.of(url).open(WorkerMain.LEASE)) {
      store.migrate();
      Stint client = SeedsMain.stint(store);
      client
          .schedules()
          .put(Schedule.every("ticking", Duration.ofSeconds(1), SeedsMain.TICK.with("tick")));
      for (int kill = 0; kill < KILLS; kill++) {
        ask(client, kill);
        try (WorkerProcess worker = WorkerProcess.startMain(SeedsMain.class.getName(), dir, url)) {
          worker.awaitWords("SETTLED");
          LockSupport.parkNanos(Duration.ofMillis(random.nextLong(20, 400)).toNanos());
          worker.signal("KILL");
          worker.exit();
          assertThat(worker.said()).doesNotContain(SeedsMain.TOGETHER);
        }
      }
      ask(client, KILLS);
      try (WorkerProcess last = WorkerProcess.startMain(SeedsMain.class.getName(), dir, url)) {
        awaitAllOver(client);
        assertThat(last.said()).doesNotContain(SeedsMain.TOGETHER);
      }
      System.out.printf(
          "kill test with keys, waits, a limit and a schedule on %s: seed %d, %d kills, %d tasks%n",
          url.substring(0, 12), SEED, KILLS, asked.size());
      check(client, store);
    }
  }

  /** Some of everything; attempts are no matter here, so none gives up. */
  private void ask(Stint client, int round) {
    List<Request<?>> some = new ArrayList<>();
    for (int i = 0; i < SOME; i++) {
      String name = "key " + i % KEYS + ": " + round + " " + i;
      some.add(link(name).serialKey(SeedsMain.key(name)));
      some.add(endless(SeedsMain.FEW.with("few " + round + " " + i)));
    }
    client.tasks().requestAll(some).stream().map(Requested::id).forEach(asked::add);
    for (int i = 0; i < SOME / 2; i++) {
      TaskId first = client.tasks().request(link("first")).id();
      TaskId second = client.tasks().request(link("second").after(first)).id();
      waits.put(second, first);
      asked.addAll(List.of(first, second));
    }
  }

  private static Request<String> link(String name) {
    return endless(SeedsMain.LINK.with(name));
  }

  private static Request<String> endless(Request<String> request) {
    return request.retry(RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMillis(200)));
  }

  private void awaitAllOver(Stint client) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    List<TaskId> left = new ArrayList<>(asked);
    while (!left.isEmpty()) {
      left.removeIf(id -> row(client, id).standing().run().status().finished());
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("unfinished after " + PATIENCE + ": " + told(client, left));
      }
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static List<String> told(Stint client, List<TaskId> left) {
    return left.stream()
        .limit(5)
        .map(id -> row(client, id).standing())
        .map(s -> s.spec().serialKey() + " " + s.run())
        .toList();
  }

  private static TaskRow row(Stint client, TaskId task) {
    return client.ask().find(task).orElseThrow();
  }

  private void check(Stint client, OpenStore store) {
    assertThat(asked)
        .allMatch(id -> row(client, id).standing().run().status() == TaskStatus.SUCCEEDED);
    waits.forEach(
        (second, first) ->
            assertThat(row(client, second).finished().orElseThrow())
                .isAfterOrEqualTo(row(client, first).finished().orElseThrow().minus(CLOCKS)));
    for (int key = 0; key < KEYS; key++) {
      oneAfterAnother(store, "key " + key);
    }
    assertThat(store.stores().waits().owed(10, Duration.ofSeconds(5))).isEmpty();
    for (Register limit : store.stores().registers().all("permit")) {
      String text = new String(limit.content().bytes(), StandardCharsets.UTF_8);
      assertThat(LimitRecord.of(text).sum()).isLessThanOrEqualTo(SeedsMain.LIMIT);
    }
    assertThat(client.ask().list(TaskFilter.newest(10).type(SeedsMain.TICK.name()))).isNotEmpty();
  }

  /** In the order of their ids, and none began before the one before it was over. */
  private static void oneAfterAnother(OpenStore store, String key) {
    List<TaskRow> rows =
        store
            .stores()
            .queries()
            .list(TaskFilter.newest(10_000).serialKey(new SerialKey(key)))
            .stream()
            .sorted(Comparator.comparing(r -> r.standing().spec().id()))
            .toList();
    assertThat(rows).hasSize((KILLS + 1) * SOME / KEYS);
    Instant over = Instant.EPOCH;
    for (TaskRow row : rows) {
      assertThat(row.started().orElseThrow()).isAfterOrEqualTo(over.minus(CLOCKS));
      over = row.finished().orElseThrow();
    }
  }
}
