package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.inline.CallerThreadRuns;
import dev.stint.domain.Lane;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Row 9: an interactive task runs at once in the caller's thread; what is left goes on elsewhere.
 */
class CallerThreadRunTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration BUDGET = Duration.ofSeconds(20);
  private static final Duration LEASE = Duration.ofHours(1);

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  private static EngineFixture rig(TaskDefinition<?> definition) {
    return new EngineFixture(List.of(definition));
  }

  /** With a lease that no pause of a busy machine ends. */
  private static EngineFixture patient(TaskDefinition<?> definition) {
    return new EngineFixture(
        EngineFixture.CONFIG.lease(LEASE), List.of(definition), HostExtensions.NONE);
  }

  private static RunInCaller here(EngineFixture rig) {
    return new CallerThreadRuns(rig.parts, rig.tasks, rig.engine);
  }

  /** By a clock that is stepped: however busy the machine, what runs begins in time. */
  private static RunInCaller here(EngineFixture rig, AtomicLong stepped) {
    EngineParts parts = rig.on(() -> System.nanoTime() + stepped.get());
    return new CallerThreadRuns(parts, rig.tasks, rig.engine);
  }

  private TaskDefinition<String> saying() {
    return TaskDefinition.of(
        TYPE,
        (args, context) -> {
          said.add(args + " on " + Thread.currentThread().getName());
          return StepOutcome.done("fine");
        });
  }

  @Test
  void row_9_it_is_stored_as_interactive_and_over_when_the_call_returns() {
    EngineFixture rig = rig(saying());

    RunInCaller.Result here = here(rig).runInCaller(TYPE.with("x"), BUDGET);

    assertThat(here.ran()).isTrue();
    assertThat(here.over()).isTrue();
    assertThat(here.requested().isNew()).isTrue();
    assertThat(said).containsExactly("x on " + Thread.currentThread().getName());
    assertThat(rig.row(here.requested().id()).result().text()).isEqualTo("fine");
    assertThat(rig.row(here.requested().id()).standing().spec().lane()).isEqualTo(Lane.INTERACTIVE);
  }

  @Test
  void row_9_what_is_left_when_the_budget_is_over_is_finished_in_the_background() {
    AtomicLong stepped = new AtomicLong();
    EngineFixture rig =
        patient(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  said.add("at " + context.cursor());
                  if (!context.cursor().isNone()) {
                    return StepOutcome.done();
                  }
                  stepped.addAndGet(BUDGET.toNanos());
                  while (!context.shouldYield()) {
                    Thread.onSpinWait();
                  }
                  return StepOutcome.yielded(Payload.of("half"));
                }));

    RunInCaller.Result here = here(rig, stepped).runInCaller(TYPE.with("x"), BUDGET);

    assertThat(here.ran()).isTrue();
    assertThat(here.over()).isFalse();
    assertThat(rig.status(here.requested().id())).isEqualTo(TaskStatus.YIELDED);
    rig.engine.runBatch(Duration.ofSeconds(60));
    assertThat(rig.status(here.requested().id())).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(said).containsExactly("at ", "at half");
  }

  @Test
  void row_9_the_worker_of_a_running_engine_is_used() {
    EngineFixture rig = patient(saying());
    rig.engine.start();
    await().until(() -> rig.engine.condition().healthy());

    here(rig).runInCaller(TYPE.with("x"), BUDGET);

    assertThat(said).containsExactly("x on " + Thread.currentThread().getName());
    assertThat(rig.stores.queries().workers()).hasSize(1);
    rig.engine.stop(BUDGET);
    assertThat(rig.stores.queries().workers()).isEmpty();
  }

  @Test
  void row_9_without_one_a_worker_is_registered_once_and_retired_when_it_is_idle() {
    EngineFixture rig = patient(saying());
    AtomicLong stepped = new AtomicLong();
    RunInCaller runs = here(rig, stepped);

    runs.runInCaller(TYPE.with("a"), BUDGET);
    runs.runInCaller(TYPE.with("b"), BUDGET);

    assertThat(rig.stores.queries().workers()).hasSize(1);
    stepped.addAndGet(LEASE.toNanos());
    await().until(() -> rig.stores.queries().workers().isEmpty());
    assertThat(runs.runInCaller(TYPE.with("c"), BUDGET).over()).isTrue();
    stepped.addAndGet(LEASE.multipliedBy(2).toNanos());
  }

  @Test
  void row_9_what_waits_is_only_stored() {
    EngineFixture rig = rig(saying());
    TaskId other = rig.tasks.request(TYPE.with("other")).id();
    List<Request<String>> waiting =
        List.of(
            TYPE.with("x").paused(),
            TYPE.with("x").dueIn(Duration.ofHours(1)),
            TYPE.with("x").serialKey("s").options(RequestOptions.NONE.absorbing(1)),
            TYPE.with("x").key("k").unique(UniquePolicy.REPLACE),
            TYPE.with("x").after(other));

    assertThat(waiting)
        .allSatisfy(
            r -> {
              RunInCaller.Result here = here(rig).runInCaller(r, BUDGET);
              assertThat(here.ran()).isFalse();
              assertThat(here.over()).isFalse();
            });
    assertThat(here(rig(saying().limit(1))).runInCaller(TYPE.with("x"), BUDGET).ran()).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void row_9_where_nothing_may_run_it_is_only_stored() {
    EngineFixture rig =
        new EngineFixture(EngineFixture.CONFIG.runs(false), List.of(saying()), HostExtensions.NONE);

    assertThat(here(rig).runInCaller(TYPE.with("x"), BUDGET).ran()).isFalse();
    assertThat(rig.rows(TYPE)).hasSize(1);
  }

  @Test
  void row_9_a_key_that_is_taken_answers_the_first_task_and_runs_nothing() {
    EngineFixture rig = rig(saying());
    TaskId first = rig.tasks.request(TYPE.with("first").key("k")).id();

    RunInCaller.Result here = here(rig).runInCaller(TYPE.with("second").key("k"), BUDGET);

    assertThat(here.requested().id()).isEqualTo(first);
    assertThat(here.requested().isNew()).isFalse();
    assertThat(here.ran()).isFalse();
    assertThat(said).isEmpty();
  }

  @Test
  void row_9_a_serial_key_that_is_held_lets_it_wait_for_its_turn() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    EngineFixture rig =
        rig(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  said.add(args);
                  if (args.equals("head")) {
                    begun.countDown();
                    go.await();
                  }
                  return StepOutcome.done();
                }));
    rig.tasks.request(TYPE.with("head").serialKey("s"));
    rig.engine.start();
    begun.await();

    RunInCaller.Result here = here(rig).runInCaller(TYPE.with("next").serialKey("s"), BUDGET);

    assertThat(here.ran()).isFalse();
    go.countDown();
    await().until(() -> rig.status(here.requested().id()) == TaskStatus.SUCCEEDED);
    rig.engine.stop(BUDGET);
    assertThat(said).containsExactly("head", "next");
  }

  @Test
  void row_9_a_failure_is_retried_in_the_background() {
    EngineFixture rig =
        rig(
            TaskDefinition.of(
                TYPE,
                (args, context) ->
                    context.attempt() == 0 ? StepOutcome.fail("once") : StepOutcome.done()));

    RunInCaller.Result here =
        here(rig).runInCaller(TYPE.with("x").retry(RetryPolicy.fixed(1, Duration.ZERO)), BUDGET);

    assertThat(rig.status(here.requested().id())).isEqualTo(TaskStatus.RETRYING);
    rig.engine.runBatch(BUDGET);
    assertThat(rig.status(here.requested().id())).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_9_an_action_that_hangs_is_ended_in_the_callers_thread_too() {
    AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
    AtomicLong stepped = new AtomicLong();
    EngineFixture rig =
        new EngineFixture(
            EngineFixture.CONFIG.lease(LEASE).grace(Duration.ofMillis(50)),
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      stepped.addAndGet(BUDGET.multipliedBy(2).toNanos());
                      try {
                        new CountDownLatch(1).await();
                      } catch (InterruptedException e) {
                        interrupted.set(true);
                      }
                      return StepOutcome.done();
                    })),
            TaskObserver.NONE,
            s -> s);

    RunInCaller.Result here = here(rig, stepped).runInCaller(TYPE.with("x"), BUDGET);

    assertThat(interrupted).hasValue(true);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(rig.run(here.requested().id()).interruption()).contains(Interruption.TIMEOUT);
  }

  private FaultyEngineFixture faulty() {
    Config quiet = Config.DEFAULT.requestLimit(Duration.ofHours(1));
    return new FaultyEngineFixture(quiet, saying());
  }

  private RunInCaller.Result runs(FaultyEngineFixture faulty) {
    return here(faulty.rig).runInCaller(TYPE.with("x"), BUDGET);
  }

  @Test
  void row_9_a_store_that_is_away_for_a_moment_is_asked_again() {
    FaultyEngineFixture faulty = faulty();
    faulty.failing("insert", 2);

    assertThat(runs(faulty).over()).isTrue();
    assertThat(faulty.failures("insert")).isEqualTo(2);
    assertThat(faulty.rig.rows(TYPE)).hasSize(1);
  }

  @Test
  void row_9_what_the_store_refuses_is_refused_and_runs_nowhere() {
    FaultyEngineFixture faulty = faulty();
    faulty.refusing("insert", "no such table");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> runs(faulty))
        .withMessage("no such table");
    assertThat(said).isEmpty();
  }

  @Test
  void row_9_nobody_waits_longer_than_the_limit_for_a_store_that_is_away() {
    FaultyEngineFixture faulty = faulty();
    AtomicLong nanos = new AtomicLong();
    faulty.failing("insert");
    faulty.atFailure = () -> nanos.addAndGet(Duration.ofMinutes(31).toNanos());
    EngineFixture rig = faulty.rig;
    RunInCaller runs = new CallerThreadRuns(rig.on(nanos::get), rig.tasks, rig.engine);

    assertThatExceptionOfType(UnknownOutcomeException.class)
        .isThrownBy(() -> runs.runInCaller(TYPE.with("x"), BUDGET))
        .satisfies(e -> assertThat(e.ids()).hasSize(1));
    assertThat(faulty.failures("insert")).isEqualTo(2);
    assertThat(said).isEmpty();
    nanos.addAndGet(Duration.ofHours(2).toNanos());
  }

  @Test
  void row_9_without_a_worker_it_is_stored_for_another_one() {
    FaultyEngineFixture faulty = faulty();
    faulty.failing("register");

    RunInCaller.Result here = runs(faulty);

    assertThat(here.ran()).isFalse();
    assertThat(faulty.rig.status(here.requested().id())).isEqualTo(TaskStatus.PENDING);
    assertThat(said).isEmpty();
  }

  @Test
  void row_9_a_claim_that_nobody_heard_of_is_handed_back_and_runs_once() {
    FaultyEngineFixture faulty = new FaultyEngineFixture(saying());
    faulty.failing("claimed");

    RunInCaller.Result here = runs(faulty);

    assertThat(here.ran()).isFalse();
    TaskId task = here.requested().id();
    await().until(() -> faulty.rig.status(task) == TaskStatus.PENDING);
    faulty.wellAgain();
    faulty.rig.engine.runBatch(BUDGET);
    assertThat(said).hasSize(1);
    assertThat(faulty.rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_9_a_row_that_cannot_be_read_back_is_told_as_not_over() {
    FaultyEngineFixture faulty = faulty();
    faulty.failing("find");

    RunInCaller.Result here = runs(faulty);

    assertThat(here.ran()).isTrue();
    assertThat(here.over()).isFalse();
    assertThat(said).hasSize(1);
  }

  /** The end of what ran is written behind the caller's back, for as long as that takes. */
  @Test
  void row_9_the_caller_waits_no_longer_than_the_limit_for_the_end_to_be_stored() throws Exception {
    FaultyEngineFixture faulty = faulty();
    AtomicLong nanos = new AtomicLong();
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    faulty.holding("settle", barrier);
    EngineFixture rig = faulty.rig;
    RunInCaller runs = new CallerThreadRuns(rig.on(nanos::get), rig.tasks, rig.engine);
    CompletableFuture<RunInCaller.Result> here =
        CompletableFuture.supplyAsync(() -> runs.runInCaller(TYPE.with("x"), BUDGET));
    barrier.awaitArrival();
    assertThat(here).isNotDone();

    await()
        .until(
            () -> {
              // In steps: it may not have begun to wait when the write arrived.
              nanos.addAndGet(Duration.ofHours(1).toNanos());
              return here.isDone();
            });

    assertThat(here.join().ran()).isTrue();
    assertThat(here.join().over()).isFalse();
    barrier.open();
    await().until(() -> rig.status(here.join().requested().id()) == TaskStatus.SUCCEEDED);
    assertThat(said).hasSize(1);
    nanos.addAndGet(Duration.ofHours(2).toNanos());
  }

  @Test
  void row_9_the_caller_returns_when_the_worker_is_stopped_beside_it() throws Exception {
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(
            FaultyEngineFixture.QUICK.requestLimit(Duration.ofHours(1)), saying());
    EngineFixture rig = faulty.rig;
    rig.engine.start();
    await().until(() -> rig.engine.condition().healthy());
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    faulty.holding("settle", barrier);
    CompletableFuture<RunInCaller.Result> here = CompletableFuture.supplyAsync(() -> runs(faulty));
    barrier.awaitArrival();

    rig.engine.stop(Duration.ZERO);

    assertThat(here.get(60, TimeUnit.SECONDS).ran()).isTrue();
    assertThat(here.join().over()).isFalse();
    barrier.open();
  }
}
