package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Work;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.write.Writer;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.WeeklyWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a worker claimed and may not begin goes back to the others, at no attempt. */
class ClaimsHandedBackTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final TaskType<String> NIGHTLY = TaskType.of("nightly", String.class);
  private static final Duration LEASE = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofMinutes(1);

  /** The rig's time begins on a Saturday at midnight. */
  private static final WeeklyWindow FIRST_HOUR =
      WeeklyWindow.parse("saturday", "00:00", "01:00", java.time.ZoneOffset.UTC);

  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final FaultyEngineFixture faulty =
      new FaultyEngineFixture(
          Config.DEFAULT.lease(LEASE).poll(LEASE),
          TaskDefinition.of(TYPE, (args, context) -> ran()),
          TaskDefinition.of(NIGHTLY, (args, context) -> ran()).within(FIRST_HOUR));
  private final EngineFixture rig = faulty.rig;
  private final WorkerAssembly worker =
      new WorkerAssembly(
          rig.on(nanos::get),
          LineChoice.of(rig.parts.registry(), Set.of(), Set.of()),
          1,
          Optional.empty());

  private StepOutcome ran() {
    runs.incrementAndGet();
    return StepOutcome.done();
  }

  @AfterEach
  void stop() {
    worker.stop.begin();
    Workers.close(worker);
  }

  private Claim claimed(TaskType<String> type) {
    worker.lease.register();
    Line line = new Line(QueueName.DEFAULT, type.name());
    ClaimRequest request =
        new ClaimRequest(
            worker.claims.next(),
            List.of(new LineLimit(line, 1)),
            List.of(Lane.values()),
            1,
            1,
            1_000);
    return rig.reference.runs().claim(request).tasks().get(0);
  }

  private Claim claimedPlain() {
    rig.tasks.request(TYPE.with("x"));
    return claimed(TYPE);
  }

  private void assertHandedBack(Claim claim) {
    TaskId task = claim.key().task();
    assertThat(rig.status(task)).isEqualTo(claim.run().status());
    assertThat(rig.run(task).claimable()).isTrue();
    assertThat(rig.run(task).attempt()).isZero();
    assertThat(worker.heldTasks.size()).isZero();
    assertThat(worker.buffer.size()).isZero();
    assertThat(runs).hasValue(0);
  }

  @Test
  void what_comes_to_a_worker_that_leaves() {
    Claim claim = claimedPlain();
    worker.draining.because(new Work.Ended(Work.Reason.DRAINED, "told to"));

    worker.intake.received(List.of(claim), claim.key().worker());

    assertHandedBack(claim);
  }

  @Test
  void what_comes_after_the_lease_ended() {
    Claim claim = claimedPlain();
    nanos.addAndGet(LEASE.toNanos());

    worker.intake.received(List.of(claim), claim.key().worker());

    assertHandedBack(claim);
  }

  @Test
  void what_was_claimed_under_an_id_that_is_over() {
    Claim claim = claimedPlain();
    worker.lease.lost();
    worker.lease.startOver();

    worker.intake.received(List.of(claim), claim.key().worker());

    assertHandedBack(claim);
  }

  @Test
  void what_stood_before_the_slots_while_the_worker_became_another() {
    Claim claim = claimedPlain();
    worker.heldTasks.took(List.of(claim));
    worker.buffer.add(List.of(claim));
    worker.lease.lost();
    worker.lease.startOver();

    worker.slots.start();

    await().until(() -> worker.buffer.size() == 0 && worker.heldTasks.size() == 0);
    assertHandedBack(claim);
  }

  @Test
  void a_hand_back_that_the_store_does_not_take_is_left_to_the_reconciliation() {
    Claim claim = claimedPlain();
    worker.heldTasks.took(List.of(claim));
    faulty.failing("release");

    worker.returns.handBack(List.of(claim));

    assertThat(faulty.failures("release")).isOne();
    assertThat(worker.heldTasks.holds(claim.key())).as("so that it is found unknown").isFalse();
    assertThat(rig.status(claim.key().task())).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void what_has_no_time_left_because_its_window_closed() {
    rig.tasks.request(NIGHTLY.with("x"));
    Claim claim = claimed(NIGHTLY);
    worker.heldTasks.took(List.of(claim));
    worker.clock.heard(rig.now.get().plus(Duration.ofHours(2)), nanos.get());

    assertThat(worker.stints.of(claim, LONG)).isEmpty();

    assertHandedBack(claim);
  }

  private Claim waiting() {
    TaskId target = rig.tasks.request(NIGHTLY.with("target")).id();
    RequestOptions after = RequestOptions.NONE.after(Await.success(target));
    rig.tasks.request(TYPE.with("x").options(after));
    Claim claim = claimed(TYPE);
    worker.heldTasks.took(List.of(claim));
    return claim;
  }

  @Test
  void what_waits_for_a_task_of_which_a_store_that_is_away_tells_nothing() {
    Claim claim = waiting();
    faulty.failing("standing");

    assertThat(worker.stints.of(claim, LONG)).isEmpty();

    assertThat(faulty.calls("standing"))
        .as("not at once, for it would come again at once")
        .isEqualTo(Writer.ALONE);
    assertThat(faulty.failures("wait")).isOne();
    assertHandedBack(claim);
  }

  @Test
  void but_what_the_store_refuses_to_tell_costs_an_attempt_and_says_why() {
    Claim claim = waiting();
    faulty.refusing("standing", "permission denied");
    worker.settlements.start();

    assertThat(worker.stints.of(claim, LONG)).isEmpty();

    TaskId task = claim.key().task();
    await().until(() -> rig.status(task) == TaskStatus.RETRYING);
    assertThat(rig.run(task).attempt()).isOne();
    assertThat(rig.run(task).failure().orElseThrow().message()).isEqualTo("permission denied");
    assertThat(runs).hasValue(0);
  }
}
