package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.engine.inline.CallerThreadWorkers;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** By which worker a caller's own thread works. */
class CallerThreadWorkersTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LEASE = Duration.ofHours(1);

  private final AtomicLong stepped = new AtomicLong();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final FaultyEngineFixture faulty =
      new FaultyEngineFixture(
          Config.DEFAULT.lease(LEASE).poll(LEASE).parallelism(2),
          TaskDefinition.of(
              TYPE,
              (args, context) -> {
                begun.countDown();
                go.await();
                return StepOutcome.done();
              }));
  private final EngineParts parts = faulty.rig.on(() -> System.nanoTime() + stepped.get());
  private final Engine engine = new Engine(parts);
  private final CallerThreadWorkers callers = new CallerThreadWorkers(parts, engine::worker);

  @AfterEach
  void stop() {
    go.countDown();
    faulty.wellAgain();
    engine.stop(Duration.ofSeconds(10));
    // So that those of their own retire.
    step(LEASE.multipliedBy(2));
  }

  private void step(Duration by) {
    stepped.addAndGet(by.toNanos());
  }

  private static WorkerId worker(CallerThreadWorkers.Seat store) {
    return store.worker().lease.worker();
  }

  private WorkerId taken() {
    try (CallerThreadWorkers.Seat store = callers.take()) {
      return worker(store);
    }
  }

  private long workers() {
    return faulty.rig.reference.queries().workers().size();
  }

  private WorkerAssembly working() {
    engine.start();
    await().until(() -> engine.worker().isPresent());
    assertThat(taken()).isEqualTo(engine.worker().orElseThrow().lease.worker());
    return engine.worker().orElseThrow();
  }

  @Test
  void a_worker_that_leaves_takes_no_guest() throws Exception {
    faulty.rig.tasks.request(TYPE.with("x"));
    WorkerAssembly worker = working();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    engine.drain();

    assertThat(taken()).isNotEqualTo(worker.lease.worker());
  }

  @Test
  void a_worker_that_stops_takes_no_guest() {
    WorkerAssembly worker = working();
    worker.stop.begin();

    assertThat(taken()).isNotEqualTo(worker.lease.worker());
  }

  @Test
  void a_worker_that_cannot_go_on_takes_no_guest() {
    WorkerAssembly worker = working();
    worker.threads.broke("told to");

    assertThat(taken()).isNotEqualTo(worker.lease.worker());
  }

  @Test
  void a_worker_without_a_lease_takes_no_guest() {
    WorkerAssembly worker = working();
    faulty.failing("renew");
    step(LEASE);

    assertThat(taken()).isNotEqualTo(worker.lease.worker());
  }

  @Test
  void one_of_their_own_that_cannot_go_on_is_replaced_and_retires_at_once() {
    WorkerId first;
    try (CallerThreadWorkers.Seat store = callers.take()) {
      first = worker(store);
      store.worker().threads.broke("told to");
      assertThat(taken()).isNotEqualTo(first);
      assertThat(workers()).as("its guest has not left").isEqualTo(2);
    }
    step(LEASE.dividedBy(3));

    await().until(() -> workers() == 1);
    assertThat(taken()).isNotEqualTo(first);
  }

  @Test
  void one_of_their_own_whose_lease_ended_is_replaced() {
    WorkerId first = taken();
    faulty.failing("renew");
    step(LEASE);

    assertThat(taken()).isNotEqualTo(first);
  }

  @Test
  void one_of_their_own_stays_as_long_as_a_guest_does_and_a_lease_after() {
    try (CallerThreadWorkers.Seat store = callers.take()) {
      for (int i = 0; i < 6; i++) {
        pass();
      }
      assertThat(taken()).isEqualTo(worker(store));
    }
    pass();
    assertThat(workers()).as("it was idle for a third of a lease").isOne();

    step(LEASE);
    await().until(() -> workers() == 0);
  }

  /** A third of a lease, at the end of which it is renewed. */
  private void pass() {
    int before = faulty.calls("renew");
    step(LEASE.dividedBy(3));
    await().until(() -> faulty.calls("renew") > before);
  }

  @Test
  void claims_of_guests_are_told_from_those_of_their_worker() {
    WorkerAssembly worker = working();

    assertThat(callers.claimBy(worker).number())
        .isGreaterThan(1L << 39)
        .isLessThan(callers.claimBy(worker).number());
    assertThat(Optional.of(worker)).isEqualTo(engine.worker());
  }
}
