package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an engine does when its store, its lease or its own code fails it. */
class EngineFailureTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);

  /** Time is stepped where it ends: on a busy machine nothing else ends it. */
  private static final Duration LEASE = Duration.ofHours(1);

  private static final TaskDefinition<String> QUICK =
      TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done());

  private static void until(AtomicBoolean flag) {
    while (!flag.get()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static ClaimRequest asking(WorkerId worker, int tasks) {
    Line line = new Line(QueueName.DEFAULT, TYPE.name());
    return new ClaimRequest(
        new ClaimId(worker, 99),
        List.of(new LineLimit(line, tasks)),
        List.of(Lane.values()),
        tasks,
        1,
        1 << 20);
  }

  private static void lost(EngineFixture rig, String name, int tasks) {
    WorkerId ghost = new WorkerId(UUID.nameUUIDFromBytes(name.getBytes()));
    var row = new WorkerRow(ghost, "ghost", Duration.ofSeconds(2), Set.of());
    rig.reference.workers().register(row);
    assertThat(rig.reference.runs().claim(asking(ghost, tasks)).tasks()).hasSize(tasks);
  }

  @Test
  void a_worker_started_while_the_store_is_away_begins_by_itself_when_it_is_back() {
    FaultyEngineFixture faulty = new FaultyEngineFixture(QUICK);
    TaskId id = faulty.rig.tasks.request(TYPE.with("x")).id();
    Engine engine = faulty.rig.engine;
    assertThat(engine.condition().words()).isEqualTo("not started");
    faulty.failing("register");
    engine.start();
    engine.start();
    await().until(() -> faulty.failures("register") > 1);
    assertThat(engine.condition().healthy()).isFalse();
    assertThat(engine.condition().words()).isEqualTo("waiting for the store: told to fail before");

    faulty.wellAgain();

    await().until(() -> faulty.rig.status(id) == TaskStatus.SUCCEEDED);
    await().until(() -> engine.condition().words().equals("working"));
    engine.stop(Duration.ofSeconds(10));
    assertThat(engine.condition().healthy()).isFalse();
    engine.stop(Duration.ZERO);
  }

  @Test
  void a_worker_that_never_reached_the_store_stops_at_once() {
    FaultyEngineFixture faulty = new FaultyEngineFixture(QUICK);
    faulty.failing("register");
    faulty.rig.engine.start();
    await().until(() -> faulty.failures("register") > 0);
    faulty.rig.engine.stop(Duration.ofHours(1));
    assertThat(faulty.rig.reference.queries().workers()).isEmpty();
  }

  @Test
  void a_worker_that_cannot_renew_tells_its_actions_before_its_lease_ends() {
    AtomicBoolean running = new AtomicBoolean();
    AtomicReference<Duration> left = new AtomicReference<>(Duration.ZERO);
    AtomicLong stepped = new AtomicLong();
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(
            FaultyEngineFixture.QUICK.lease(LEASE).stint(LEASE.multipliedBy(99)),
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  if (context.cursor().isNone()) {
                    left.set(context.lease());
                    running.set(true);
                    while (!context.shouldYield()) {
                      LockSupport.parkNanos(1_000_000);
                    }
                    return StepOutcome.yielded(Payload.of("safe"));
                  }
                  return StepOutcome.done();
                }));
    TaskId id = faulty.rig.tasks.request(TYPE.with("x")).id();
    Engine engine = new Engine(faulty.rig.on(() -> System.nanoTime() + stepped.get()));
    engine.start();
    await().untilTrue(running);
    assertThat(left.get()).isBetween(Duration.ofNanos(1), LEASE.dividedBy(5).multipliedBy(4));

    faulty.failing("renew");
    stepped.addAndGet(LEASE.toNanos());

    await().until(() -> faulty.rig.status(id) == TaskStatus.YIELDED);
    await().until(() -> engine.condition().words().startsWith("its lease could not be renewed"));
    faulty.wellAgain();
    await().until(() -> faulty.rig.status(id) == TaskStatus.SUCCEEDED);
    assertThat(faulty.rig.run(id).attempt()).isZero();
    assertThat(faulty.leasesLost).hasValue(0);
    engine.stop(Duration.ofSeconds(10));
  }

  @Test
  void a_worker_declared_lost_writes_no_more_and_goes_on_under_a_new_name() {
    AtomicInteger stints = new AtomicInteger();
    AtomicBoolean refused = new AtomicBoolean();
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(TaskDefinition.of(TYPE, (a, c) -> cutOff(c, stints, refused)));
    EngineFixture rig = faulty.rig;
    TaskId id = rig.tasks.request(TYPE.with("x")).id();
    rig.engine.start();
    await().until(() -> stints.get() == 1);
    WorkerId first = rig.row(id).standing().worker().orElseThrow();
    Fence held = rig.row(id).standing().fence();

    faulty.failing("renew");
    rig.step(Duration.ofSeconds(1));
    rig.reference.workers().lose();
    faulty.wellAgain();

    await().until(() -> rig.status(id) == TaskStatus.SUCCEEDED);
    await().untilTrue(refused);
    assertThat(faulty.leasesLost.get()).isPositive();
    assertThat(stints.get()).isEqualTo(2);
    assertThat(rig.row(id).standing().fence()).isGreaterThan(held);
    assertThat(rig.reference.queries().workers()).anyMatch(w -> w.live() && !w.id().equals(first));
    rig.engine.stop(Duration.ofSeconds(10));
  }

  private static StepOutcome cutOff(
      ActionContext context, AtomicInteger stints, AtomicBoolean refused) {
    if (stints.incrementAndGet() > 1) {
      return StepOutcome.done();
    }
    while (!context.lease().isZero() || !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(1_000_000);
    }
    try {
      context.checkpoint(Payload.of("stale"));
    } catch (LeaseLostException e) {
      refused.set(true);
      throw e;
    }
    return StepOutcome.done();
  }

  @Test
  void what_the_store_twice_says_is_ours_and_nobody_knows_is_handed_back() {
    FaultyEngineFixture faulty = new FaultyEngineFixture(QUICK);
    EngineFixture rig = faulty.rig;
    rig.engine.start();
    await().until(() -> !rig.reference.queries().workers().isEmpty());
    faulty.failing("claim");
    TaskId id = rig.tasks.request(TYPE.with("x")).id();
    WorkerId worker = rig.reference.queries().workers().get(0).id();
    assertThat(rig.reference.runs().claim(asking(worker, 1)).tasks()).hasSize(1);

    await().until(() -> rig.status(id) == TaskStatus.PENDING);
    await().until(() -> faulty.failures("claim") > 0);
    faulty.wellAgain();

    await().until(() -> rig.status(id) == TaskStatus.SUCCEEDED);
    assertThat(rig.run(id).losses()).isZero();
    rig.engine.stop(Duration.ofSeconds(10));
  }

  @Test
  void a_fault_of_the_engines_own_code_loses_no_task() {
    FaultyEngineFixture faulty = new FaultyEngineFixture(QUICK);
    faulty.atBegin =
        () -> {
          if (faulty.began.get() == 1) {
            throw new IllegalStateException("told to fail");
          }
        };
    TaskId id = faulty.rig.tasks.request(TYPE.with("x")).id();
    faulty.rig.engine.start();

    await().until(() -> faulty.rig.status(id) == TaskStatus.SUCCEEDED);
    assertThat(faulty.rig.run(id).attempt()).isZero();
    faulty.rig.engine.stop(Duration.ofSeconds(10));
  }

  @Test
  void a_worker_that_stops_while_a_claims_answer_is_lost_leaves_the_task_to_the_reapers() {
    FaultyEngineFixture faulty = new FaultyEngineFixture(QUICK);
    TaskId id = faulty.rig.tasks.request(TYPE.with("x")).id();
    faulty.losingAnswers("claim");
    faulty.failing("claimed");
    faulty.rig.engine.start();
    await().until(() -> faulty.failures("claimed") > 0);

    faulty.failing("release", "retire");
    faulty.rig.engine.stop(Duration.ofMillis(10));
    faulty.wellAgain();
    assertThat(faulty.rig.status(id)).isEqualTo(TaskStatus.RUNNING);

    faulty.rig.step(Duration.ofSeconds(10));
    faulty.rig.engine.runBatch(Duration.ofSeconds(60));
    assertThat(faulty.rig.status(id)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(faulty.rig.run(id).attempt()).isZero();
  }

  @Test
  void suspects_run_one_at_a_time_each_begun_before_its_user_code() {
    AtomicInteger together = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicReference<EngineFixture> known = new AtomicReference<>();
    AtomicInteger begun = new AtomicInteger();
    EngineFixture rig =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      most.accumulateAndGet(together.incrementAndGet(), Math::max);
                      LockSupport.parkNanos(3_000_000);
                      if (known.get().run(context.task()).phase() == Phase.EXECUTING) {
                        begun.incrementAndGet();
                      }
                      together.decrementAndGet();
                      return StepOutcome.done();
                    })));
    known.set(rig);
    IntStream.range(0, 5).forEach(i -> rig.tasks.request(TYPE.with("n" + i)));
    lost(rig, "ghost", 5);
    rig.step(Duration.ofSeconds(3));

    assertThat(rig.engine.runBatch(Duration.ofSeconds(60)).settled())
        .containsEntry(TaskStatus.SUCCEEDED, 5L)
        .containsEntry(TaskStatus.INTERRUPTED, 5L);
    assertThat(most).hasValue(1);
    assertThat(begun).hasValue(5);
  }

  @Test
  void a_worker_lost_with_many_tasks_is_reaped_to_the_last() {
    EngineFixture rig = new EngineFixture(List.of(QUICK));
    IntStream.range(0, 201).forEach(i -> rig.tasks.request(TYPE.with("n" + i)));
    lost(rig, "ghost", 201);
    rig.step(Duration.ofSeconds(3));

    assertThat(rig.engine.runBatch(Duration.ofSeconds(40)).settled())
        .containsEntry(TaskStatus.SUCCEEDED, 201L);
  }

  @Test
  void a_lost_task_of_a_type_unknown_here_is_interrupted_and_kept() {
    EngineFixture other = new EngineFixture(List.of(QUICK));
    TaskId id = other.tasks.request(TYPE.with("x")).id();
    lost(other, "ghost", 1);
    other.step(Duration.ofSeconds(3));
    TaskType<String> another = TaskType.of("another", String.class);
    FaultyEngineFixture here =
        new FaultyEngineFixture(TaskDefinition.of(another, (a, c) -> StepOutcome.done()));
    EngineFixture rig =
        new EngineFixture(
            List.of(TaskDefinition.of(another, (a, c) -> StepOutcome.done())),
            here,
            own -> other.stores);

    rig.engine.runBatch(Duration.ofSeconds(60));

    assertThat(other.status(id)).isEqualTo(TaskStatus.INTERRUPTED);
    assertThat(other.run(id).losses()).isEqualTo(1);
    assertThat(here.stale).hasValue(0);
  }

  @Test
  void more_tasks_come_due_at_once_than_one_promotion_takes() {
    EngineFixture rig = new EngineFixture(List.of(QUICK));
    IntStream.range(0, 2_001)
        .forEach(i -> rig.tasks.request(TYPE.with("n" + i).dueIn(Duration.ofSeconds(5))));
    rig.step(Duration.ofSeconds(6));

    assertThat(rig.engine.runBatch(Duration.ofSeconds(40)).settled())
        .containsEntry(TaskStatus.SUCCEEDED, 2_001L);
  }

  @Test
  void a_chore_that_fails_is_done_by_a_later_round() {
    FaultyEngineFixture faulty = new FaultyEngineFixture(QUICK);
    faulty.failing("promote");
    faulty.rig.engine.start();
    TaskId id = faulty.rig.tasks.request(TYPE.with("x").dueIn(Duration.ofMillis(1))).id();
    faulty.rig.step(Duration.ofMillis(2));
    await().until(() -> faulty.failures("promote") > 2);
    faulty.wellAgain();
    await().until(() -> faulty.rig.status(id) == TaskStatus.SUCCEEDED);
    faulty.rig.engine.stop(Duration.ofSeconds(10));
  }

  @Test
  void a_background_action_gives_way_to_a_person_who_waits() {
    AtomicReference<String> order = new AtomicReference<>("");
    AtomicBoolean running = new AtomicBoolean();
    AtomicLong stepped = new AtomicLong();
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(
            FaultyEngineFixture.QUICK.lease(LEASE).stint(LEASE.multipliedBy(99)).parallelism(1),
            TaskDefinition.of(TYPE)
                .then(
                    ActionDefinition.of(
                        "long",
                        (args, context) -> {
                          order.updateAndGet(o -> o + args + " ");
                          if (args.equals("cron") && context.cursor().isNone()) {
                            running.set(true);
                            while (!context.shouldYield()) {
                              LockSupport.parkNanos(1_000_000);
                            }
                            return StepOutcome.yielded(Payload.of("half"));
                          }
                          return StepOutcome.done();
                        })));
    TaskId cron = faulty.rig.tasks.request(TYPE.with("cron")).id();
    Engine engine = new Engine(faulty.rig.on(() -> System.nanoTime() + stepped.get()));
    engine.start();
    await().untilTrue(running);
    faulty.rig.tasks.request(TYPE.with("person").interactive());

    await()
        .until(
            () -> {
              // In steps that the renewals can follow, which tell that somebody waits.
              stepped.addAndGet(LEASE.dividedBy(50).toNanos());
              return faulty.rig.status(cron) == TaskStatus.SUCCEEDED;
            });
    assertThat(order).hasValue("cron person cron ");
    engine.stop(Duration.ofSeconds(10));
  }

  @Test
  void a_quarter_of_the_slots_is_kept_for_people() {
    AtomicBoolean release = new AtomicBoolean();
    AtomicInteger running = new AtomicInteger();
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  if (args.startsWith("cron")) {
                    running.incrementAndGet();
                    until(release);
                  }
                  return StepOutcome.done();
                }));
    IntStream.range(0, 6).forEach(i -> faulty.rig.tasks.request(TYPE.with("cron" + i)));
    faulty.rig.engine.start();
    await().until(() -> running.get() == 3);
    TaskId person = faulty.rig.tasks.request(TYPE.with("person").interactive()).id();

    await().until(() -> faulty.rig.status(person) == TaskStatus.SUCCEEDED);
    assertThat(running).hasValue(3);
    release.set(true);
    await().until(() -> running.get() == 6);
    faulty.rig.engine.stop(Duration.ofSeconds(10));
  }
}
