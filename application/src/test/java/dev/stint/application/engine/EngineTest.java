package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.RecoverHook;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.contract.NumberWalk;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EngineTest {

  static final TaskType<String> TYPE = TaskType.of("test", String.class);

  private static TaskRow row(EngineFixture fixture, TaskId task) {
    return fixture.reference.queries().find(task).orElseThrow();
  }

  private static TaskStatus status(EngineFixture fixture, TaskId task) {
    return row(fixture, task).standing().run().status();
  }

  private static TaskDefinition<String> define(ActionDefinition<String> action) {
    return TaskDefinition.of(TYPE).then(action);
  }

  @Test
  void a_batch_runs_every_task_once_and_says_that_it_drained() {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      ran.add(args);
                      return StepOutcome.done();
                    })));
    IntStream.range(0, 1000).forEach(i -> fixture.tasks.request(TYPE.with("n" + i)));

    RunBatch.Report report = fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(ran).hasSize(1000).doesNotHaveDuplicates();
    assertThat(report.drained()).isTrue();
    assertThat(report.settled()).containsEntry(TaskStatus.SUCCEEDED, 1000L);
    assertThat(fixture.stores.queries().workers()).isEmpty();
  }

  @Test
  void actions_run_in_order_and_yields_go_on_at_the_checkpoint() {
    List<String> said = Collections.synchronizedList(new ArrayList<>());
    TaskDefinition<String> two =
        define(
                ActionDefinition.of(
                    "first",
                    (args, context) -> {
                      said.add("first at " + context.cursor());
                      return context.cursor().isNone()
                          ? StepOutcome.yielded(Payload.of("half"))
                          : StepOutcome.done();
                    }))
            .then(
                ActionDefinition.of(
                    "second",
                    (args, context) -> {
                      said.add("second");
                      return StepOutcome.done("fine");
                    }));
    EngineFixture fixture = new EngineFixture(List.of(two));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(said).containsExactly("first at ", "first at half", "second");
    assertThat(row(fixture, id).result().text()).isEqualTo("fine");
  }

  /** An action with both hooks that fails once. */
  static final class Hooked implements Action<String>, StartHook<String>, RecoverHook<String> {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    @Override
    public StepOutcome execute(String arguments, ActionContext context) {
      calls.add("execute " + arguments);
      return arguments.equals("mended") ? StepOutcome.done() : StepOutcome.fail("broken");
    }

    @Override
    public HookDecision<String> start(String arguments, ActionContext context) {
      calls.add("start");
      return HookDecision.proceed("started");
    }

    @Override
    public HookDecision<String> recover(String arguments, Failure failure, ActionContext context) {
      calls.add("recover from " + failure.message());
      return HookDecision.proceed("mended");
    }
  }

  @Test
  void hooks_are_called_once_and_may_change_the_arguments() {
    Hooked hooked = new Hooked();
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                    ActionDefinition.of("hooked", hooked)
                        .retry(RetryPolicy.fixed(1, Duration.ZERO)))));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(hooked.calls)
        .containsExactly("start", "execute started", "recover from broken", "execute mended");
    assertThat(status(fixture, id)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row(fixture, id).standing().spec().arguments().text()).isEqualTo("mended");
  }

  @Test
  void a_failing_task_waits_exactly_its_first_wait_and_fails_when_its_retries_are_spent() {
    AtomicInteger tries = new AtomicInteger();
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                    ActionDefinition.of(
                            "fails",
                            (Action<String>)
                                (args, context) -> {
                                  tries.incrementAndGet();
                                  throw new IllegalStateException("no");
                                })
                        .retry(RetryPolicy.linear(2, Duration.ofSeconds(10), 1)))));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));
    assertThat(status(fixture, id)).isEqualTo(TaskStatus.RETRYING);
    fixture.step(Duration.ofMillis(9_999));
    fixture.engine.runBatch(Duration.ofSeconds(60));
    assertThat(tries).hasValue(1);
    fixture.step(Duration.ofMillis(1));
    fixture.engine.runBatch(Duration.ofSeconds(60));
    assertThat(tries).hasValue(2);
    fixture.step(Duration.ofSeconds(20));
    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(tries).hasValue(3);
    assertThat(status(fixture, id)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.stores.queries().history(id, 10, 0)).hasSize(3);
  }

  @Test
  void arguments_that_do_not_fit_block_the_task_at_no_attempt() {
    TaskType<Integer> numbers = TaskType.of("test", Integer.class);
    EngineFixture writer =
        new EngineFixture(List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())));
    EngineFixture reader =
        new EngineFixture(
            List.of(TaskDefinition.of(numbers, (a, c) -> StepOutcome.done())),
            TaskObserver.NONE,
            own -> writer.stores);
    TaskId id = writer.tasks.request(TYPE.with("not a number")).id();

    reader.engine.runBatch(Duration.ofSeconds(60));

    assertThat(status(writer, id)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(row(writer, id).standing().run().attempt()).isZero();
    assertThat(row(writer, id).standing().run().failure().orElseThrow().message())
        .contains("not a number");
  }

  private static Claim claimByAGhost(EngineFixture fixture, String id, boolean begun) {
    WorkerId ghost = new WorkerId(UUID.nameUUIDFromBytes(id.getBytes()));
    fixture
        .stores
        .workers()
        .register(new WorkerRow(ghost, "ghost", Duration.ofSeconds(2), Set.of()));
    Claim claim =
        fixture
            .stores
            .runs()
            .claim(
                new ClaimRequest(
                    new ClaimId(ghost, 1),
                    List.of(new LineLimit(new Line(QueueName.DEFAULT, TYPE.name()), 1)),
                    List.of(Lane.values()),
                    1,
                    1,
                    1 << 20))
            .tasks()
            .get(0);
    if (begun) {
      var run = StepPolicy.claimed(claim.run());
      var journey = StepPolicy.endless(1, new java.util.Random(1));
      fixture
          .stores
          .runs()
          .checkpoint(
              List.of(
                  new Checkpoint(
                      claim.key().next(), journey.begun(run, Step.EXECUTE), Notes.NONE)));
    }
    return claim;
  }

  @Test
  void a_worker_lost_before_user_code_began_costs_no_attempt() {
    EngineFixture fixture =
        new EngineFixture(List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();
    Claim stale = claimByAGhost(fixture, "ghost", false);
    fixture.step(Duration.ofSeconds(3));

    RunBatch.Report report = fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(status(fixture, id)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row(fixture, id).standing().run().attempt()).isZero();
    assertThat(report.settled()).containsKeys(TaskStatus.INTERRUPTED, TaskStatus.SUCCEEDED);
    assertThat(fixture.stores.runs().release(List.of(stale.key().next())))
        .containsExactly(WriteResult.STALE);
  }

  @Test
  void a_task_that_kills_its_worker_each_time_fails_after_its_retries() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                    ActionDefinition.of("poison", (Action<String>) (a, c) -> StepOutcome.done())
                        .retry(RetryPolicy.fixed(2, Duration.ZERO)))));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();
    WorkerAssembly worker =
        new WorkerAssembly(
            fixture.parts,
            LineChoice.of(fixture.parts.registry(), Set.of(), Set.of()),
            1,
            Optional.empty());
    worker.lease.register();
    worker.settlements.start();
    int death = 0;
    for (; status(fixture, id) != TaskStatus.FAILED && death < 9; death++) {
      claimByAGhost(fixture, "ghost" + death, death > 0);
      fixture.step(Duration.ofSeconds(3));
      worker.lease.lost();
      worker.lease.startOver();
      new LifecycleAssembly(worker, () -> {}).reaper.reap();
      await().until(worker.outstanding::none);
    }
    Workers.close(worker);

    assertThat(status(fixture, id)).isEqualTo(TaskStatus.FAILED);
    assertThat(death).isEqualTo(4);
  }

  @Test
  void a_cancelled_task_stops_at_its_next_look_and_ends_cancelled() {
    CountDownLatch running = new CountDownLatch(1);
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      running.countDown();
                      while (!context.shouldYield()) {
                        LockSupport.parkNanos(1_000_000);
                      }
                      return StepOutcome.yielded();
                    })));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.start();
    try {
      await().until(() -> running.getCount() == 0);
      fixture.steer.cancel(List.of(id));
      await().until(() -> status(fixture, id) == TaskStatus.CANCELLED);
    } finally {
      fixture.engine.stop(Duration.ofSeconds(5));
    }
    assertThat(fixture.stores.queries().workers()).isEmpty();
  }

  @Test
  void stopping_yields_what_runs_and_hands_back_the_rest() {
    CountDownLatch running = new CountDownLatch(12);
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      running.countDown();
                      while (!context.shouldYield()) {
                        LockSupport.parkNanos(1_000_000);
                      }
                      return StepOutcome.yielded();
                    })));
    IntStream.range(0, 40).forEach(i -> fixture.tasks.request(TYPE.with("n" + i)));
    fixture.engine.start();
    await().until(() -> running.getCount() == 0);
    fixture.engine.stop(Duration.ofSeconds(10));

    assertThat(fixture.stores.queries().counts())
        .allMatch(c -> c.status() == TaskStatus.YIELDED || c.status() == TaskStatus.PENDING);
  }

  @Test
  void an_exclusive_batch_is_busy_while_another_holds_the_mutex() {
    EngineFixture fixture =
        new EngineFixture(List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())));
    fixture.tasks.request(TYPE.with("x"));
    var hold = fixture.parts.mutexes().tryAcquire("one", Duration.ofSeconds(5)).orElseThrow();

    assertThat(fixture.engine.runBatch(RunBatch.Limits.NONE.exclusive("one")).busy()).isTrue();
    hold.close();
    assertThat(fixture.engine.runBatch(RunBatch.Limits.NONE.exclusive("one")).drained()).isTrue();
  }

  /** Walks 1 to 1,000; the number 500 cannot be processed. */
  static final class Count extends NumberWalk {
    final List<Integer> seen = Collections.synchronizedList(new ArrayList<>());

    Count() {
      super(1_000);
    }

    @Override
    public boolean atomic() {
      return false;
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {
      if (items.contains(500)) {
        throw new IllegalArgumentException("five hundred");
      }
      seen.addAll(items);
    }
  }

  @Test
  void a_chunk_that_fails_is_halved_until_its_item_is_set_aside() {
    Count count = new Count();
    EngineFixture fixture = new EngineFixture(List.of(define(ActionDefinition.of("count", count))));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(status(fixture, id)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(count.seen).hasSize(999).doesNotContain(500).doesNotHaveDuplicates();
    assertThat(fixture.stores.queries().setAside(id, 10, 0))
        .singleElement()
        .satisfies(s -> assertThat(s.item()).isEqualTo("500"));
  }
}
