package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.Guard;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.upkeep.DailyClean;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskFilter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One worker of the cluster cleans once a day. */
class DailyCleanTest {

  private static final TaskType<String> TYPE = TaskType.of("t", String.class);
  private static final Duration BATCH = Duration.ofMinutes(1);

  private final AtomicInteger turns = new AtomicInteger();

  private EngineFixture rig(Config config) {
    return new EngineFixture(
        config,
        List.of(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done())),
        TaskObserver.NONE,
        s -> s,
        this::counted);
  }

  /** Counts who got a turn. */
  private Mutexes counted(Mutexes real) {
    return (name, atMost) -> {
      var hold = real.tryAcquire(name, atMost);
      if (name.equals(DailyClean.MUTEX) && hold.isPresent()) {
        turns.incrementAndGet();
      }
      return hold;
    };
  }

  private static TaskId ran(EngineFixture fixture) {
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.runBatch(BATCH);
    return task;
  }

  private static boolean there(EngineFixture fixture, TaskId task) {
    return fixture.reference.queries().find(task).isPresent();
  }

  /** Unlike a tombstone. */
  private static boolean listed(EngineFixture fixture, TaskId task) {
    return fixture.rows(TYPE).stream().anyMatch(row -> row.standing().spec().id().equals(task));
  }

  @Test
  void a_batch_cleans_when_it_has_nothing_else_to_do_once_in_the_time() {
    EngineFixture fixture = rig(EngineFixture.CONFIG);
    TaskId task = ran(fixture);
    fixture.engine.runBatch(BATCH);
    assertThat(turns).hasValue(1);
    assertThat(there(fixture, task)).isTrue();

    fixture.step(Duration.ofDays(31));
    fixture.engine.runBatch(BATCH);

    assertThat(turns).hasValue(2);
    assertThat(there(fixture, task)).isFalse();
  }

  @Test
  void a_working_engine_cleans_by_the_rules_of_its_configuration() {
    EngineFixture fixture =
        rig(
            EngineFixture.CONFIG.cleanRules(
                List.of(
                    CleanRule.olderThan("all", Duration.ZERO).active(false),
                    CleanRule.olderThan("mine", Duration.ofHours(1)).where(row -> true))));
    TaskId task = ran(fixture);
    fixture.step(Duration.ofDays(2));

    fixture.engine.start();
    await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(turns).hasValue(2));
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> fixture.reference.queries().list(TaskFilter.newest(10)).isEmpty());
    fixture.engine.stop(Duration.ofSeconds(1));
    assertThat(task).isNotNull();
  }

  @Test
  void a_pattern_says_when_it_is_cleaned_once_over_all_workers() {
    Config nightly = EngineFixture.CONFIG.cleanAt("0 2 * * *", ZoneId.of("Europe/Riga"));
    AtomicInteger cleaned = new AtomicInteger();
    CleanRule counting =
        CleanRule.olderThan("counting", Duration.ZERO).where(row -> cleaned.incrementAndGet() > 0);
    EngineFixture fixture = rig(nightly.cleanRules(List.of(counting)));
    EngineFixture other =
        new EngineFixture(
            fixture.parts.config(), List.of(), TaskObserver.NONE, s -> fixture.reference);

    // 2026-11-21T00:00Z is two o'clock in Riga: that moment is over when the first worker comes.
    TaskId first = ran(fixture);
    fixture.step(Duration.ofMinutes(23 * 60 + 59));
    fixture.engine.runBatch(BATCH);
    assertThat(listed(fixture, first)).isTrue();
    assertThat(cleaned).hasValue(0);

    fixture.step(Duration.ofMinutes(1));
    other.engine.runBatch(BATCH);
    fixture.engine.runBatch(BATCH);
    assertThat(listed(fixture, first)).isFalse();
    assertThat(cleaned).hasValue(1);

    TaskId second = ran(fixture);
    fixture.step(Duration.ofDays(3));
    fixture.engine.runBatch(BATCH);
    assertThat(listed(fixture, second)).isFalse();
    assertThat(turns).hasValue(0);
  }

  @Test
  void a_clean_by_a_pattern_that_was_cut_short_is_another_workers_turn() {
    AtomicInteger failures = new AtomicInteger();
    CleanRule breaks =
        CleanRule.olderThan("breaks", Duration.ZERO)
            .where(
                row -> {
                  if (failures.incrementAndGet() == 1) {
                    throw new IllegalStateException("broken");
                  }
                  return true;
                });
    EngineFixture fixture =
        rig(EngineFixture.CONFIG.cleanAt("0 2 * * *", ZoneOffset.UTC).cleanRules(List.of(breaks)));
    TaskId task = ran(fixture);
    fixture.step(Duration.ofDays(1));
    daily(fixture).clean(() -> false);
    assertThat(listed(fixture, task)).isTrue();

    daily(fixture).clean(() -> false);
    assertThat(listed(fixture, task)).isFalse();
  }

  @Test
  void a_pattern_that_is_none_is_refused_in_words() {
    assertThatThrownBy(() -> EngineFixture.CONFIG.cleanAt("61 2 * * *", ZoneOffset.UTC))
        .hasMessageContaining("61 2 * * *");
  }

  @Test
  void never_means_never() {
    never(EngineFixture.CONFIG.cleanEvery(Duration.ZERO));
    never(EngineFixture.CONFIG.cleans(false));
  }

  private void never(Config config) {
    EngineFixture fixture = rig(config);
    TaskId task = ran(fixture);
    fixture.step(Duration.ofDays(365));
    fixture.engine.runBatch(BATCH);

    assertThat(there(fixture, task)).isTrue();
    assertThat(turns).hasValue(0);
  }

  @Test
  void a_clean_that_failed_is_another_workers_turn() {
    AtomicInteger failures = new AtomicInteger();
    CleanRule breaks =
        CleanRule.olderThan("breaks", Duration.ZERO)
            .where(
                row -> {
                  if (failures.incrementAndGet() == 1) {
                    throw new StoreException(StoreException.Kind.TRANSIENT, "scripted");
                  }
                  return false;
                });
    EngineFixture fixture = rig(EngineFixture.CONFIG.cleanRules(List.of(breaks)));
    ran(fixture);
    fixture.engine.runBatch(BATCH);
    int afterFailure = turns.get();
    fixture.engine.runBatch(BATCH);

    assertThat(failures.get()).isGreaterThan(1);
    assertThat(afterFailure).isGreaterThan(1);
    assertThat(turns).hasValue(afterFailure);
  }

  /** As for a batch whose time is up: the turn is not over, whoever comes next goes on. */
  @Test
  void a_clean_that_is_stopped_on_its_way_is_another_workers_turn() {
    AtomicBoolean stop = new AtomicBoolean();
    CleanRule stops =
        CleanRule.olderThan("stops", Duration.ZERO)
            .where(
                row -> {
                  stop.set(true);
                  return true;
                });
    CleanRule rest = CleanRule.olderThan("rest", Duration.ZERO);
    EngineFixture fixture = rig(EngineFixture.CONFIG.cleanRules(List.of(stops, rest)));
    TaskId task = fixture.tasks.request(TYPE.with("x").paused()).id();
    fixture.steer.cancel(List.of(task));
    fixture.step(Duration.ofDays(2));

    daily(fixture).clean(stop::get);
    assertThat(turns).hasValue(1);
    daily(fixture).clean(() -> false);

    assertThat(turns).hasValue(2);
    assertThat(listed(fixture, task)).isFalse();
    daily(fixture).clean(() -> false);
    assertThat(turns).as("that one was done").hasValue(2);
  }

  @Test
  void a_worker_that_stops_begins_no_clean() {
    EngineFixture fixture = rig(EngineFixture.CONFIG);

    daily(fixture).clean(() -> true);

    assertThat(turns).hasValue(0);
  }

  private static DailyClean daily(EngineFixture fixture) {
    LineChoice all = LineChoice.of(fixture.parts.registry(), Set.of(), Set.of());
    WorkerAssembly worker = new WorkerAssembly(fixture.parts, all, 1, Optional.empty());
    worker.lease.register();
    return new LifecycleAssembly(worker, () -> {}).clean;
  }

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  /** One that waits for {@link #go} at its first task. */
  private EngineFixture slowly() {
    CleanRule slow =
        CleanRule.olderThan("slow", Duration.ZERO)
            .where(
                row -> {
                  begun.countDown();
                  Guard.run("waiting", go::await);
                  return true;
                });
    return rig(EngineFixture.CONFIG.cleanEvery(Duration.ofMillis(1)).cleanRules(List.of(slow)));
  }

  private static TaskId cancelled(EngineFixture fixture) {
    TaskId task = fixture.tasks.request(TYPE.with("x").paused()).id();
    fixture.steer.cancel(List.of(task));
    fixture.step(Duration.ofDays(2));
    return task;
  }

  @Test
  void one_clean_at_a_time_on_a_thread_of_its_own() throws Exception {
    EngineFixture fixture = slowly();
    TaskId task = cancelled(fixture);
    DailyClean daily = daily(fixture);
    daily.begin();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    fixture.step(Duration.ofDays(2));

    daily.begin();
    daily.clean(() -> true);

    assertThat(turns).as("the first is under way").hasValue(1);
    go.countDown();
    await().until(() -> !listed(fixture, task));
  }

  /** A batch that ends cuts short what its worker began: from cron, each time anew. */
  @Test
  void who_cleans_at_the_end_of_a_batch_waits_for_the_clean_that_is_under_way() throws Exception {
    EngineFixture fixture = slowly();
    TaskId task = cancelled(fixture);
    DailyClean daily = daily(fixture);
    daily.begin();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    AtomicInteger looks = new AtomicInteger();

    Thread batch = new Thread(() -> daily.clean(() -> looks.incrementAndGet() < 0));
    batch.start();
    await().until(() -> looks.get() > 1);
    assertThat(listed(fixture, task)).isTrue();
    go.countDown();
    batch.join();

    assertThat(listed(fixture, task)).isFalse();
  }
}
