package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskObserver;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
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
  private static final Duration BATCH = Duration.ofSeconds(5);

  private final AtomicInteger turns = new AtomicInteger();

  private Rig rig(Config config) {
    return new Rig(
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

  private static TaskId ran(Rig rig) {
    TaskId task = rig.tasks.request(TYPE.with("x")).id();
    rig.engine.runBatch(BATCH);
    return task;
  }

  private static boolean there(Rig rig, TaskId task) {
    return rig.reference.queries().find(task).isPresent();
  }

  /** Unlike a tombstone. */
  private static boolean listed(Rig rig, TaskId task) {
    return rig.rows(TYPE).stream().anyMatch(row -> row.standing().spec().id().equals(task));
  }

  @Test
  void a_batch_cleans_when_it_has_nothing_else_to_do_once_in_the_time() {
    Rig rig = rig(Rig.CONFIG);
    TaskId task = ran(rig);
    rig.engine.runBatch(BATCH);
    assertThat(turns).hasValue(1);
    assertThat(there(rig, task)).isTrue();

    rig.step(Duration.ofDays(31));
    rig.engine.runBatch(BATCH);

    assertThat(turns).hasValue(2);
    assertThat(there(rig, task)).isFalse();
  }

  @Test
  void a_working_engine_cleans_by_the_rules_of_its_configuration() {
    Rig rig =
        rig(
            Rig.CONFIG.cleanRules(
                List.of(
                    CleanRule.olderThan("all", Duration.ZERO).active(false),
                    CleanRule.olderThan("mine", Duration.ofHours(1)).where(row -> true))));
    TaskId task = ran(rig);
    rig.step(Duration.ofDays(2));

    rig.engine.start();
    await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> assertThat(turns).hasValue(2));
    await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> rig.reference.queries().list(QueryStore.Filter.newest(10)).isEmpty());
    rig.engine.stop(Duration.ofSeconds(1));
    assertThat(task).isNotNull();
  }

  @Test
  void a_pattern_says_when_it_is_cleaned_once_over_all_workers() {
    Config nightly = Rig.CONFIG.cleanAt("0 2 * * *", ZoneId.of("Europe/Riga"));
    AtomicInteger cleaned = new AtomicInteger();
    CleanRule counting =
        CleanRule.olderThan("counting", Duration.ZERO).where(row -> cleaned.incrementAndGet() > 0);
    Rig rig = rig(nightly.cleanRules(List.of(counting)));
    Rig other = new Rig(rig.parts.config(), List.of(), TaskObserver.NONE, s -> rig.reference);

    // 2026-11-21T00:00Z is two o'clock in Riga: that moment is over when the first worker comes.
    TaskId first = ran(rig);
    rig.step(Duration.ofMinutes(23 * 60 + 59));
    rig.engine.runBatch(BATCH);
    assertThat(listed(rig, first)).isTrue();
    assertThat(cleaned).hasValue(0);

    rig.step(Duration.ofMinutes(1));
    other.engine.runBatch(BATCH);
    rig.engine.runBatch(BATCH);
    assertThat(listed(rig, first)).isFalse();
    assertThat(cleaned).hasValue(1);

    TaskId second = ran(rig);
    rig.step(Duration.ofDays(3));
    rig.engine.runBatch(BATCH);
    assertThat(listed(rig, second)).isFalse();
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
    Rig rig = rig(Rig.CONFIG.cleanAt("0 2 * * *", ZoneOffset.UTC).cleanRules(List.of(breaks)));
    TaskId task = ran(rig);
    rig.step(Duration.ofDays(1));
    rig.engine.runBatch(BATCH);
    assertThat(listed(rig, task)).isTrue();

    rig.engine.runBatch(BATCH);
    assertThat(listed(rig, task)).isFalse();
  }

  @Test
  void a_pattern_that_is_none_is_refused_in_words() {
    assertThatThrownBy(() -> Rig.CONFIG.cleanAt("61 2 * * *", ZoneOffset.UTC))
        .hasMessageContaining("61 2 * * *");
  }

  @Test
  void never_means_never() {
    never(Rig.CONFIG.cleanEvery(Duration.ZERO));
    never(Rig.CONFIG.cleans(false));
  }

  private void never(Config config) {
    Rig rig = rig(config);
    TaskId task = ran(rig);
    rig.step(Duration.ofDays(365));
    rig.engine.runBatch(BATCH);

    assertThat(there(rig, task)).isTrue();
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
    Rig rig = rig(Rig.CONFIG.cleanRules(List.of(breaks)));
    ran(rig);
    rig.engine.runBatch(BATCH);
    int afterFailure = turns.get();
    rig.engine.runBatch(BATCH);

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
    Rig rig = rig(Rig.CONFIG.cleanRules(List.of(stops, rest)));
    TaskId task = rig.tasks.request(TYPE.with("x").paused()).id();
    rig.steer.cancel(List.of(task));
    rig.step(Duration.ofDays(2));

    daily(rig).clean(stop::get);
    assertThat(turns).hasValue(1);
    daily(rig).clean(() -> false);

    assertThat(turns).hasValue(2);
    assertThat(listed(rig, task)).isFalse();
    daily(rig).clean(() -> false);
    assertThat(turns).as("that one was done").hasValue(2);
  }

  @Test
  void a_worker_that_stops_begins_no_clean() {
    Rig rig = rig(Rig.CONFIG);

    daily(rig).clean(() -> true);

    assertThat(turns).hasValue(0);
  }

  private static DailyClean daily(Rig rig) {
    LineChoice all = LineChoice.of(rig.parts.registry(), Set.of(), Set.of());
    WorkerAssembly worker = new WorkerAssembly(rig.parts, all, 1, Optional.empty());
    worker.lease.register();
    return new LifecycleAssembly(worker, () -> {}).clean;
  }

  @Test
  void one_clean_at_a_time_on_a_thread_of_its_own() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    CleanRule slow =
        CleanRule.olderThan("slow", Duration.ZERO)
            .where(
                row -> {
                  begun.countDown();
                  Guard.run("waiting", go::await);
                  return true;
                });
    Rig rig = rig(Rig.CONFIG.cleanEvery(Duration.ofMillis(1)).cleanRules(List.of(slow)));
    TaskId task = rig.tasks.request(TYPE.with("x").paused()).id();
    rig.steer.cancel(List.of(task));
    rig.step(Duration.ofDays(2));
    DailyClean daily = daily(rig);
    daily.begin();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    rig.step(Duration.ofDays(2));

    daily.begin();
    daily.clean(() -> false);

    assertThat(turns).as("the first is under way").hasValue(1);
    go.countDown();
    await().until(() -> !listed(rig, task));
  }
}
