package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.Work;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Starts and stops at odd moments and from odd places. */
class StartStopTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofHours(1)).lease(Duration.ofHours(3)).parallelism(2);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int ROUNDS = 100;

  private final CompletableFuture<String> stopped = new CompletableFuture<>();
  private final AtomicReference<Engine> engine = new AtomicReference<>();

  /** Waits for nothing: it returns although the caller's own task is under way. */
  private void stop() {
    engine.get().stop(HOUR);
    stopped.complete("returned");
  }

  private void awaitStopped(EngineFixture rig) throws Exception {
    assertThat(stopped.get(60, TimeUnit.SECONDS)).isEqualTo("returned");
    CompletableFuture<Work.Ended> ended = engine.get().ended().toCompletableFuture();
    assertThat(ended.get(60, TimeUnit.SECONDS).reason()).isEqualTo(Work.Reason.STOPPED);
    assertThat(rig.reference.queries().workers()).isEmpty();
  }

  @Test
  void a_stop_right_after_the_start_leaves_no_worker_and_no_thread() throws Exception {
    Set<Thread> others = working();
    try (BusyLoops loops = BusyLoops.times(2)) {
      for (int i = 0; i < ROUNDS; i++) {
        EngineFixture rig =
            new EngineFixture(
                CONFIG,
                List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())),
                TaskObserver.NONE,
                s -> s);
        rig.engine.start();
        for (int spin = 0; spin < i * 500; spin++) {
          Thread.onSpinWait();
        }
        rig.engine.stop(HOUR);
        assertThat(rig.reference.queries().workers()).as("round %d", i).isEmpty();
      }
    }
    await().until(() -> others.containsAll(working()));
  }

  /** Of all workers of this process, those of other tests included. */
  private static Set<Thread> working() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("stint-(open|fetch|chores)"))
        .collect(Collectors.toSet());
  }

  @Test
  void starts_and_stops_of_many_threads_leave_no_worker() throws Exception {
    EngineFixture rig =
        new EngineFixture(
            CONFIG,
            List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())),
            TaskObserver.NONE,
            s -> s);
    List<Thread> threads =
        List.of(
            new Thread(() -> repeat(rig.engine::start)),
            new Thread(() -> repeat(() -> rig.engine.stop(HOUR))),
            new Thread(() -> repeat(rig.engine::condition)));
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    rig.engine.stop(HOUR);

    await().until(() -> rig.reference.queries().workers().isEmpty());
  }

  private static void repeat(Runnable what) {
    for (int i = 0; i < ROUNDS; i++) {
      what.run();
    }
  }

  @Test
  void a_handler_that_stops_the_engine_does_not_wait_for_itself() throws Exception {
    EngineFixture rig =
        new EngineFixture(
            CONFIG,
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (a, c) -> {
                      stop();
                      return StepOutcome.done();
                    })),
            TaskObserver.NONE,
            s -> s);
    engine.set(rig.engine);
    TaskId task = rig.tasks.request(TYPE.with("x")).id();
    rig.engine.start();

    awaitStopped(rig);
    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void an_observer_that_stops_the_engine_does_not_wait_for_itself() throws Exception {
    TaskObserver observer =
        new TaskObserver() {
          @Override
          public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
            stop();
          }
        };
    EngineFixture rig =
        new EngineFixture(
            CONFIG,
            List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())),
            observer,
            s -> s);
    engine.set(rig.engine);
    rig.tasks.request(TYPE.with("x"));
    rig.engine.start();

    awaitStopped(rig);
  }

  @Test
  void a_notifier_that_stops_the_engine_does_not_wait_for_itself() throws Exception {
    TaskDefinition<String> fails =
        TaskDefinition.of(TYPE)
            .then(
                ActionDefinition.of("fail", (Action<String>) (a, c) -> StepOutcome.fail("x"))
                    .retry(RetryPolicy.fixed(0, Duration.ZERO)))
            .critical(true);
    EngineFixture rig =
        new EngineFixture(
            CONFIG, List.of(fails), HostExtensions.NONE.with((FailureNotifier) n -> stop()));
    engine.set(rig.engine);
    rig.tasks.request(TYPE.with("x"));
    rig.engine.start();

    awaitStopped(rig);
  }

  /** As where a host closes its data source before it stops the engine. */
  @Test
  void an_engine_whose_store_is_closed_stops_within_its_patience() {
    AtomicReference<FaultyStores> faulty = new AtomicReference<>();
    EngineFixture rig =
        new EngineFixture(
            CONFIG,
            List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())),
            TaskObserver.NONE,
            real -> {
              faulty.set(new FaultyStores(real));
              return faulty.get().stores();
            });
    rig.engine.start();
    await().until(() -> rig.engine.condition().healthy());
    faulty.get().each(verb -> new Fault.Thrown(new IllegalStateException("closed")));

    rig.engine.stop(HOUR);

    assertThat(rig.engine.condition().words()).isEqualTo("not started");
  }

  @Test
  void an_interrupted_host_stops_as_any_other_and_stays_interrupted() {
    EngineFixture rig =
        new EngineFixture(
            CONFIG,
            List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())),
            TaskObserver.NONE,
            s -> s);
    rig.engine.start();
    await().until(() -> rig.engine.condition().healthy());
    Thread.currentThread().interrupt();

    rig.engine.stop(HOUR);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(rig.reference.queries().workers()).isEmpty();
  }

  private static EngineFixture rig(TaskDefinition<?> definition) {
    return new EngineFixture(CONFIG, List.of(definition), TaskObserver.NONE, s -> s);
  }

  @Test
  void a_second_stop_waits_for_the_first_no_longer_than_its_own_patience() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    EngineFixture rig =
        rig(
            TaskDefinition.of(
                TYPE,
                (a, c) -> {
                  running.countDown();
                  go.await();
                  return StepOutcome.done();
                }));
    rig.tasks.request(TYPE.with("x"));
    rig.engine.start();
    assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
    WorkerAssembly worker = rig.engine.worker().orElseThrow();
    CompletableFuture<Void> first = CompletableFuture.runAsync(() -> rig.engine.stop(HOUR));
    await().until(() -> rig.engine.condition().words().equals("stopping"));

    rig.engine.stop(Duration.ZERO);
    assertThat(first).as("the first still waits for what runs").isNotDone();

    CompletableFuture<Void> second = CompletableFuture.runAsync(() -> rig.engine.stop(HOUR));
    go.countDown();
    first.get(60, TimeUnit.SECONDS);
    second.get(60, TimeUnit.SECONDS);
    assertThat(worker.stop.closed()).isTrue();
    assertThat(rig.reference.queries().workers()).isEmpty();
  }

  @Test
  void a_worker_whose_registration_is_answered_after_the_stop_retires() throws Exception {
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done()));
    FaultyStores.Barrier barrier = new FaultyStores.Barrier();
    faulty.holding("register", barrier);
    faulty.rig.engine.start();
    barrier.awaitArrival();

    faulty.rig.engine.stop(Duration.ZERO);
    barrier.open();

    await().until(() -> faulty.calls("retire") > 0);
    await().until(() -> faulty.rig.reference.queries().workers().isEmpty());
  }

  @Test
  void a_drain_that_is_overtaken_by_a_stop_ends_once() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    EngineFixture rig =
        rig(
            TaskDefinition.of(
                TYPE,
                (a, c) -> {
                  running.countDown();
                  while (!c.shouldYield()) {
                    Thread.onSpinWait();
                  }
                  return StepOutcome.yielded();
                }));
    TaskId task = rig.tasks.request(TYPE.with("x")).id();
    rig.engine.start();
    assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Work.Ended> ended = rig.engine.ended().toCompletableFuture();
    rig.engine.drain();
    assertThat(ended).isNotDone();

    rig.engine.stop(Duration.ofSeconds(1));

    assertThat(ended.get(60, TimeUnit.SECONDS).reason())
        .isIn(Work.Reason.STOPPED, Work.Reason.DRAINED);
    await().until(() -> rig.reference.queries().workers().isEmpty());
    assertThat(rig.status(task).claimable()).isTrue();
  }
}
