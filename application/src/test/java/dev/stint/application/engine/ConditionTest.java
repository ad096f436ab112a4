package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.Work;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Barrier;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who says "healthy" can claim, settle and renew. */
class ConditionTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LEASE = Duration.ofHours(1);
  private static final String WORDS = "ERROR: permission denied for table stint_task";

  private final AtomicLong stepped = new AtomicLong();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final AtomicReference<FaultyStores> faulty = new AtomicReference<>();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final EngineFixture fixture =
      new EngineFixture(
          Config.DEFAULT.poll(Duration.ofMillis(20)).lease(LEASE).parallelism(2),
          List.of(TaskDefinition.of(TYPE, (args, context) -> run(args))),
          TaskObserver.NONE,
          real -> {
            faulty.set(new FaultyStores(real));
            return faulty.get().stores();
          });
  private final Engine engine = new Engine(fixture.on(() -> System.nanoTime() + stepped.get()));

  ConditionTest() {
    faulty.get().each(verb -> faults.getOrDefault(verb, new Fault.None()));
  }

  private StepOutcome run(String args) throws InterruptedException {
    if (args.equals("long")) {
      running.countDown();
      go.await();
    }
    return StepOutcome.done();
  }

  @AfterEach
  void stop() {
    faults.clear();
    go.countDown();
    engine.stop(Duration.ofSeconds(10));
  }

  private void works() {
    await().until(() -> engine.condition().words().equals("working"));
  }

  private void awaitTrouble(String words) {
    await().until(() -> !engine.condition().healthy());
    assertThat(engine.condition().words()).contains(words);
  }

  @Test
  void a_claim_that_is_refused_is_told_at_once_in_the_words_of_the_store() {
    engine.start();
    works();
    faults.put("claim", new Fault.Refused(WORDS));
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();

    awaitTrouble("nothing can be claimed: " + WORDS);

    faults.clear();
    await().until(() -> fixture.status(task).finished());
    works();
  }

  @Test
  void nothing_settled_for_a_lease_is_told_in_the_words_of_the_store() {
    engine.start();
    works();
    faults.put("settle", new Fault.Before());
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    await().until(() -> !fixture.status(task).finished() && engine.condition().running() == 0);
    assertThat(engine.condition().healthy()).isTrue();
    await()
        .until(
            () -> {
              // In steps that the renewals can follow.
              stepped.addAndGet(LEASE.toNanos() / 10);
              return engine.condition().words().startsWith("nothing can be settled");
            });

    assertThat(engine.condition().healthy()).isFalse();
    assertThat(engine.condition().words()).contains("told to fail before");
    faults.clear();
    await().until(() -> fixture.status(task).finished());
    works();
  }

  @Test
  void a_lease_that_is_not_renewed_is_told_in_the_words_of_the_store() {
    engine.start();
    works();
    faults.put("renew", new Fault.Before());
    stepped.addAndGet(LEASE.toNanos());

    awaitTrouble("its lease could not be renewed");
    await().until(() -> engine.condition().words().contains("told to fail before"));

    faults.clear();
    works();
  }

  @Test
  void a_claim_that_does_not_return_for_a_lease_is_told() throws Exception {
    engine.start();
    works();
    Barrier barrier = new Barrier();
    faults.put("claim", new Fault.Held(barrier));
    fixture.tasks.request(TYPE.with("x"));
    barrier.awaitArrival();
    await()
        .until(
            () -> {
              stepped.addAndGet(LEASE.toNanos() / 10);
              return engine.condition().words().startsWith("nothing can be claimed");
            });

    assertThat(engine.condition().words()).contains("the store does not answer");
    faults.clear();
    barrier.open();
    works();
  }

  @Test
  void a_worker_one_of_whose_threads_ended_says_so_and_renews_no_more() {
    engine.start();
    works();
    WorkerAssembly worker = engine.worker().orElseThrow();
    Thread vital =
        worker.threads.vital(
            "stint-vital",
            () -> {
              throw new AssertionError("told to end");
            });
    vital.start();

    awaitTrouble("its thread stint-vital ended: told to end");
    stepped.addAndGet(LEASE.toNanos());
    fixture.step(LEASE.plusSeconds(1));
    await().until(() -> !worker.lease.good());
    assertThat(fixture.reference.workers().lose()).isEmpty();
    assertThat(fixture.reference.queries().workers()).noneMatch(w -> w.live());
  }

  @Test
  void whoever_asks_while_it_stops_is_answered_at_once() throws Exception {
    engine.start();
    fixture.tasks.request(TYPE.with("long"));
    running.await();
    Thread stopping = new Thread(() -> engine.stop(Duration.ofHours(1)));
    stopping.start();

    await().until(() -> engine.condition().words().equals("stopping"));

    Work.Condition condition = engine.condition();
    assertThat(condition.healthy()).isFalse();
    assertThat(condition.running()).isOne();
    assertThat(stopping.isAlive()).isTrue();
    go.countDown();
    stopping.join();
    assertThat(engine.condition().words()).isEqualTo("not started");
  }
}
