package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.FaultyStores;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actions that do not come back when their time is up. */
class WatchdogTest {

  private static final TaskType<String> HANGS = TaskType.of("hangs", String.class);
  private static final TaskType<String> QUICK = TaskType.of("quick", String.class);

  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final AtomicReference<String> afterwards = new AtomicReference<>("");
  private final FaultyEngineFixture faulty =
      new FaultyEngineFixture(
          TaskDefinition.of(HANGS)
              .then(
                  ActionDefinition.of("hang", (Action<String>) this::hang)
                      .retry(RetryPolicy.fixed(1, Duration.ofHours(1))))
              .stint(Duration.ofMillis(40)),
          TaskDefinition.of(QUICK, (a, c) -> StepOutcome.done()));
  private final EngineFixture rig = faulty.rig;

  @AfterEach
  void stop() {
    release.countDown();
    rig.engine.stop(Duration.ofSeconds(10));
  }

  /** Heeds nothing but the test. */
  private StepOutcome hang(String arguments, ActionContext context) {
    running.countDown();
    while (release.getCount() > 0) {
      try {
        release.await();
      } catch (InterruptedException e) {
        interrupted.set(true);
      }
    }
    try {
      boolean told = context.shouldYield() && context.lease().isZero();
      context.checkpoint(Payload.of("too late"));
      afterwards.set("wrote");
      return told ? StepOutcome.done() : StepOutcome.fail("was not told");
    } catch (LeaseLostException e) {
      afterwards.set("refused");
      throw e;
    }
  }

  @Test
  void a_hung_action_is_interrupted_cut_off_and_costs_one_attempt() {
    TaskId id = rig.tasks.request(HANGS.with("x")).id();
    rig.engine.start();

    await().until(() -> rig.status(id) == TaskStatus.INTERRUPTED);

    assertThat(rig.run(id).attempt()).isEqualTo(1);
    assertThat(rig.run(id).interruption()).contains(Interruption.TIMEOUT);
    await().untilTrue(interrupted);
    release.countDown();
    await().until(() -> !afterwards.get().isEmpty());
    assertThat(afterwards).hasValue("refused");
    assertThat(rig.run(id).cursor().isNone()).isTrue();
    await().until(() -> faulty.stale.get() > 0);
  }

  @Test
  void with_a_quarter_of_its_slots_lost_a_worker_stops_claiming_until_they_return() {
    TaskId hung = rig.tasks.request(HANGS.with("x")).id();
    rig.engine.start();
    await().until(() -> rig.status(hung) == TaskStatus.INTERRUPTED);
    await().until(() -> rig.engine.condition().lostSlots() == 1);
    assertThat(rig.engine.condition().healthy()).isFalse();
    // On a busy machine it may be that its lease was not renewed for a moment.
    await()
        .until(
            () ->
                rig.engine
                    .condition()
                    .words()
                    .equals("1 actions do not return after their deadline"));

    TaskId id = rig.tasks.request(QUICK.with("y")).id();
    int claims = faulty.calls("claim");
    int rounds = faulty.calls("upkeep");
    await().until(() -> faulty.calls("upkeep") > rounds + 5);
    assertThat(faulty.calls("claim")).isLessThanOrEqualTo(claims + 1);
    assertThat(rig.status(id)).isEqualTo(TaskStatus.PENDING);

    release.countDown();
    await().until(() -> rig.status(id) == TaskStatus.SUCCEEDED);
    await().until(() -> rig.engine.condition().healthy());
  }

  @Test
  void an_action_that_ignores_a_shutdown_is_interrupted_at_no_attempt() throws Exception {
    FaultyEngineFixture slow =
        new FaultyEngineFixture(
            TaskDefinition.of(HANGS, this::hang), TaskDefinition.of(QUICK, (a, c) -> null));
    TaskId id = slow.rig.tasks.request(HANGS.with("x")).id();
    slow.rig.engine.start();
    running.await();

    slow.rig.engine.stop(Duration.ofMillis(30));

    assertThat(slow.rig.status(id)).isEqualTo(TaskStatus.INTERRUPTED);
    assertThat(slow.rig.run(id).interruption()).contains(Interruption.SHUTDOWN);
    assertThat(slow.rig.run(id).attempt()).isZero();
    assertThat(slow.rig.reference.queries().workers()).isEmpty();
  }

  @Test
  void a_stint_is_not_ended_in_the_middle_of_a_write() throws Exception {
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    FaultyEngineFixture slow =
        new FaultyEngineFixture(
            TaskDefinition.of(
                    HANGS,
                    (args, context) -> {
                      context.checkpoint(Payload.of("here"));
                      return hang(args, context);
                    })
                .stint(Duration.ofMillis(40)));
    slow.holding("checkpoint", barrier);
    TaskId id = slow.rig.tasks.request(HANGS.with("x")).id();
    slow.rig.engine.start();
    barrier.awaitArrival();
    int beats = slow.calls("renew");
    await().until(() -> slow.calls("renew") > beats + 2);
    assertThat(slow.rig.status(id)).isEqualTo(TaskStatus.RUNNING);
    await().until(() -> slow.rig.engine.condition().lostSlots() == 1);
    assertThat(slow.rig.engine.condition().healthy()).isFalse();

    barrier.open();
    await().until(() -> slow.rig.status(id) == TaskStatus.INTERRUPTED);

    assertThat(slow.rig.run(id).cursor().text()).isEqualTo("here");
    release.countDown();
    slow.rig.engine.stop(Duration.ofSeconds(10));
    await().until(() -> afterwards.get().equals("refused"));
  }
}
