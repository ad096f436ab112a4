package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskObserver;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.List;
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
        .until(
            () ->
                rig.reference
                    .queries()
                    .list(dev.stint.application.spi.QueryStore.Filter.newest(10))
                    .isEmpty());
    rig.engine.stop(Duration.ofSeconds(1));
    assertThat(task).isNotNull();
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
}
