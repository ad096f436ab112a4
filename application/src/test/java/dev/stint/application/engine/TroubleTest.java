package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the engine does when the store, a worker or an action misbehaves. */
class TroubleTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LONG = Duration.ofSeconds(120);

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final TaskObserver observer =
      new TaskObserver() {
        @Override
        public void stale(Line line) {
          heard.add("stale");
        }

        @Override
        public void leaseLost() {
          heard.add("lease lost");
        }

        @Override
        public void storeFailed(String verb, boolean passing) {
          heard.add(verb + " failed");
        }
      };

  private static Run run(EngineFixture fixture, TaskId task) {
    return fixture.reference.queries().find(task).orElseThrow().standing().run();
  }

  private static void awaitStatus(EngineFixture fixture, TaskId task, TaskStatus status) {
    await().atMost(LONG).until(() -> run(fixture, task).status() == status);
  }

  private static TaskDefinition<String> waitingFor(CountDownLatch running, AtomicBoolean go) {
    return TaskDefinition.of(
        TYPE,
        (a, c) -> {
          running.countDown();
          while (!go.get() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000);
          }
          return StepOutcome.done();
        });
  }

  @Test
  void a_store_that_is_away_at_the_start_is_waited_for() {
    AtomicReference<FaultyStores> faulty = new AtomicReference<>();
    EngineFixture fixture =
        faultyRig(faulty, TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done()));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();
    faulty.get().each(verb -> new Fault.Before());

    fixture.engine.start();
    await().atMost(LONG).until(() -> heard.contains("register failed"));
    assertThat(fixture.engine.condition().healthy()).isFalse();
    faulty.get().each(verb -> new Fault.None());

    awaitStatus(fixture, id, TaskStatus.SUCCEEDED);
    await().until(() -> fixture.engine.condition().healthy());
    fixture.engine.stop(Duration.ofSeconds(1));
    assertThat(fixture.engine.condition().healthy()).isFalse();
  }

  @Test
  void a_batch_on_a_store_that_is_away_says_so() {
    AtomicReference<FaultyStores> faulty = new AtomicReference<>();
    EngineFixture fixture =
        faultyRig(faulty, TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done()));
    faulty.get().each(verb -> new Fault.Before());

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> fixture.engine.runBatch(Duration.ofSeconds(1)))
        .matches(StoreException::isTransient);
  }

  private EngineFixture faultyRig(
      AtomicReference<FaultyStores> faulty, TaskDefinition<String> definition) {
    return new EngineFixture(
        List.of(definition),
        observer,
        real -> {
          faulty.set(new FaultyStores(real));
          return faulty.get().stores();
        });
  }

  @Test
  void a_worker_declared_lost_starts_over_under_a_new_id_and_its_old_write_is_stale() {
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean go = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (a, c) -> {
                      running.countDown();
                      while (calls.get() == 0 && !go.get()) {
                        LockSupport.parkNanos(1_000_000);
                      }
                      calls.incrementAndGet();
                      return StepOutcome.done();
                    })),
            observer,
            s -> s);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.start();
    await().atMost(LONG).until(() -> running.getCount() == 0);

    fixture.step(EngineFixture.CONFIG.lease().plusSeconds(1));
    assertThat(fixture.reference.workers().lose()).hasSize(1);
    await().atMost(LONG).until(() -> heard.contains("lease lost"));
    // Until then the stint would see by itself that its lease is lost, and write nothing.
    await().atMost(LONG).until(() -> fixture.engine.condition().healthy());
    go.set(true);

    awaitStatus(fixture, id, TaskStatus.SUCCEEDED);
    await().atMost(LONG).until(() -> heard.contains("stale"));
    assertThat(run(fixture, id).attempt()).isZero();
    fixture.engine.stop(Duration.ofSeconds(1));
  }

  @Test
  void a_hung_action_is_interrupted_after_its_grace_at_one_attempt() {
    CountDownLatch running = new CountDownLatch(1);
    Config quick = EngineFixture.CONFIG.stint(Duration.ofMillis(50)).grace(Duration.ofMillis(50));
    EngineFixture fixture =
        new EngineFixture(
            quick, List.of(waitingFor(running, new AtomicBoolean())), observer, s -> s);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.start();
    awaitStatus(fixture, id, TaskStatus.INTERRUPTED);

    assertThat(run(fixture, id).attempt()).isEqualTo(1);
    assertThat(run(fixture, id).interruption()).hasToString("Optional[TIMEOUT]");
    fixture.engine.stop(Duration.ofSeconds(1));
  }

  @Test
  void a_worker_with_a_quarter_of_its_slots_hung_claims_no_more_and_says_so() {
    AtomicBoolean go = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(4);
    Config quick = EngineFixture.CONFIG.stint(Duration.ofMillis(50)).grace(Duration.ofMillis(50));
    TaskDefinition<String> deaf =
        TaskDefinition.of(
            TYPE,
            (a, c) -> {
              running.countDown();
              while (!go.get()) {
                LockSupport.parkNanos(1_000_000);
              }
              return StepOutcome.done();
            });
    EngineFixture fixture = new EngineFixture(quick, List.of(deaf), observer, s -> s);
    for (int i = 0; i < 4; i++) {
      fixture.tasks.request(TYPE.with("x" + i));
    }

    fixture.engine.start();
    await().atMost(LONG).until(() -> fixture.engine.condition().lostSlots() >= 4);
    assertThat(fixture.engine.condition().healthy()).isFalse();
    await().until(() -> fixture.engine.condition().words().contains("do not return"));

    go.set(true);
    await().atMost(LONG).until(() -> fixture.engine.condition().healthy());
    fixture.engine.stop(Duration.ofSeconds(1));
  }

  @Test
  void a_settlement_that_the_store_refuses_permanently_takes_no_other_with_it() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done(a))),
            observer,
            real -> with(real, refusing(real.runs(), "poisoned")));
    List<TaskId> good = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      good.add(fixture.tasks.request(TYPE.with("fine " + i)).id());
    }
    TaskId bad = fixture.tasks.request(TYPE.with("poisoned")).id();

    fixture.engine.start();

    good.forEach(id -> awaitStatus(fixture, id, TaskStatus.SUCCEEDED));
    await().atMost(LONG).until(() -> heard.contains("settle failed"));
    fixture.engine.stop(Duration.ofSeconds(1));
    assertThat(run(fixture, bad).status()).isNotEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_store_that_always_refuses_successors_settles_without_them() {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger ran = new AtomicInteger();
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG,
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (a, c) -> {
                      ran.incrementAndGet();
                      return StepOutcome.done();
                    })),
            TaskObserver.NONE,
            real ->
                with(
                    real,
                    refusing(real.runs(), a -> a.length == 2 && asked.incrementAndGet() > 0)));
    for (int i = 0; i < 300; i++) {
      fixture.tasks.request(TYPE.with("x").serialKey("key"));
    }

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(asked.get()).as("settlements that asked for successors").isPositive();
    assertThat(ran).as("each task ran once").hasValue(300);
  }

  /** Refuses, permanently, every batch that settles with this result. */
  private static RunStore refusing(RunStore real, String result) {
    return refusing(real, arguments -> holds((List<?>) arguments[0], result));
  }

  private static RunStore refusing(RunStore real, Predicate<Object[]> which) {
    return (RunStore)
        Proxy.newProxyInstance(
            RunStore.class.getClassLoader(),
            new Class<?>[] {RunStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("settle") && which.test(arguments)) {
                throw new StoreException(StoreException.Kind.PERMANENT, "told to refuse");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }

  private static boolean holds(List<?> settlements, String result) {
    return settlements.stream()
        .map(s -> ((Settlement) s).notes())
        .map(Notes::result)
        .anyMatch(r -> r.filter(p -> p.text().equals(result)).isPresent());
  }

  @Test
  void a_batch_whose_mutex_is_lost_stops_claiming_and_says_so() {
    AtomicBoolean lose = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(1);
    TaskDefinition<String> yielding =
        TaskDefinition.of(
            TYPE,
            (a, c) -> {
              running.countDown();
              lose.set(true);
              while (!c.shouldYield()) {
                LockSupport.parkNanos(1_000_000);
              }
              return StepOutcome.yielded();
            });
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG, List.of(yielding), observer, s -> s, m -> losing(m, lose));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    RunBatch.Report report =
        fixture.engine.runBatch(RunBatch.Limits.NONE.within(LONG).exclusive("alone"));

    assertThat(report.exclusivityLost()).isTrue();
    assertThat(report.drained()).isFalse();
    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.YIELDED);
  }

  private static Mutexes losing(Mutexes real, AtomicBoolean lose) {
    return (name, hold) ->
        real.tryAcquire(name, hold)
            .map(
                h ->
                    new Mutexes.Hold() {
                      @Override
                      public Fence fence() {
                        return h.fence();
                      }

                      @Override
                      public boolean extend(Duration holdAtMost) {
                        return !lose.get() && h.extend(holdAtMost);
                      }

                      @Override
                      public void close() {
                        h.close();
                      }
                    });
  }

  @Test
  void a_background_action_yields_when_interactive_work_finds_no_free_slot() {
    AtomicInteger yields = new AtomicInteger();
    CountDownLatch busy = new CountDownLatch(1);
    TaskType<String> quick = TaskType.of("quick", String.class);
    TaskDefinition<String> slow =
        TaskDefinition.of(
            TYPE,
            (a, c) -> {
              busy.countDown();
              while (yields.get() == 0 && !c.shouldYield()) {
                LockSupport.parkNanos(1_000_000);
              }
              return yields.getAndIncrement() == 0 ? StepOutcome.yielded() : StepOutcome.done();
            });
    Config alone = EngineFixture.CONFIG.parallelism(1);
    EngineFixture fixture =
        new EngineFixture(
            alone,
            List.of(slow, TaskDefinition.of(quick, (a, c) -> StepOutcome.done())),
            observer,
            s -> s);
    TaskId background = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.start();
    await().atMost(LONG).until(() -> busy.getCount() == 0);

    TaskId interactive = fixture.tasks.request(quick.with("y").interactive()).id();

    awaitStatus(fixture, interactive, TaskStatus.SUCCEEDED);
    awaitStatus(fixture, background, TaskStatus.SUCCEEDED);
    assertThat(yields).hasValue(2);
    fixture.engine.stop(Duration.ofSeconds(1));
  }

  @Test
  void a_claim_that_nobody_heard_of_is_given_back_by_the_reconciliation() {
    AtomicInteger runs = new AtomicInteger();
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (a, c) -> {
                      runs.incrementAndGet();
                      return StepOutcome.done();
                    })),
            observer,
            TroubleTest::forgettingOnce);
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.start();
    awaitStatus(fixture, id, TaskStatus.SUCCEEDED);

    assertThat(runs).hasValue(1);
    assertThat(run(fixture, id).attempt()).isZero();
    Fence firstClaim = new Fence(0).next(fixture.now.get());
    assertThat(fixture.reference.queries().find(id).orElseThrow().standing().fence())
        .isEqualTo(firstClaim.next(fixture.now.get()));
    fixture.engine.stop(Duration.ofSeconds(1));
  }

  /** The first claim that takes something answers that it took nothing. */
  private static Stores forgettingOnce(Stores real) {
    AtomicBoolean forgot = new AtomicBoolean();
    RunStore runs =
        (RunStore)
            Proxy.newProxyInstance(
                RunStore.class.getClassLoader(),
                new Class<?>[] {RunStore.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(real.runs(), arguments);
                  boolean took = answer instanceof Claimed claimed && !claimed.tasks().isEmpty();
                  return took && forgot.compareAndSet(false, true)
                      ? new Claimed(List.of(), ((Claimed) answer).now(), false)
                      : answer;
                });
    return with(real, runs);
  }

  private static Stores with(Stores real, RunStore runs) {
    return new Stores(
        real.requests(), runs, real.chunks(), real.workers(), real.steering(), real.queries());
  }

  @Test
  void starting_twice_is_starting_once_and_what_was_not_started_stops() {
    EngineFixture fixture =
        new EngineFixture(List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done())));
    fixture.engine.stop(Duration.ofSeconds(1));

    fixture.engine.start();
    fixture.engine.start();
    await().atMost(LONG).until(() -> fixture.engine.condition().healthy());

    assertThat(fixture.reference.queries().workers()).hasSize(1);
    fixture.engine.stop(Duration.ofSeconds(1));
    assertThat(fixture.reference.queries().workers()).isEmpty();
    assertThat(WriteResult.GONE.stands()).isFalse();
  }
}
