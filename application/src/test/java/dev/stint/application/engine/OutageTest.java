package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.upkeep.Maintenance;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The store was away, or the lease was lost: what a worker does when it is back. */
class OutageTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LEASE = Duration.ofHours(1);

  private final AtomicLong nanos = new AtomicLong();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final AtomicReference<FaultyStores> faulty = new AtomicReference<>();
  private final EngineFixture fixture =
      new EngineFixture(
          Config.DEFAULT.poll(Duration.ofMillis(20)).lease(LEASE).parallelism(2),
          List.of(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done())),
          TaskObserver.NONE,
          real -> {
            faulty.set(new FaultyStores(real));
            return faulty.get().stores();
          });
  private final EngineParts parts = fixture.on(nanos::get);

  OutageTest() {
    faulty.get().each(verb -> faults.getOrDefault(verb, new Fault.None()));
  }

  private void step(Duration by) {
    fixture.step(by);
    nanos.addAndGet(by.toNanos());
  }

  private WorkerAssembly worker() {
    WorkerAssembly worker =
        new WorkerAssembly(
            parts,
            LineChoice.of(parts.registry(), Set.of(), Set.of()),
            2,
            java.util.Optional.empty());
    worker.lease.register();
    return worker;
  }

  private WorkerId other() {
    WorkerId other = new WorkerId(UUID.randomUUID());
    fixture.reference.workers().register(new WorkerRow(other, "other", LEASE, Set.of()));
    return other;
  }

  private boolean live(WorkerId worker) {
    return fixture.reference.queries().workers().stream()
        .filter(w -> w.id().equals(worker))
        .anyMatch(WorkerView::live);
  }

  @Test
  void whoever_could_not_renew_either_gets_a_lease_before_it_is_declared_lost() {
    WorkerAssembly worker = worker();
    Maintenance chores = new LifecycleAssembly(worker, () -> {}).chores;
    WorkerId other = other();
    faults.put("renew", new Fault.Before());
    step(LEASE.plusMinutes(1));
    assertThatThrownBy(worker.lease::renew).isInstanceOf(StoreException.class);
    faults.clear();

    assertThat(worker.lease.renew().live()).isTrue();
    chores.doAll();
    assertThat(live(other)).as("while others may still renew").isTrue();

    for (int i = 0; i < 5; i++) {
      step(LEASE.dividedBy(4));
      worker.lease.renew();
      chores.doAll();
    }
    assertThat(live(other)).as("once they had a lease to renew").isFalse();
  }

  /** A store that hangs fails no call; nor does a process that was stopped. */
  @Test
  void a_renewal_that_came_late_tells_of_an_outage_as_well() {
    WorkerAssembly worker = worker();
    Maintenance chores = new LifecycleAssembly(worker, () -> {}).chores;
    WorkerId other = other();
    step(LEASE.plusMinutes(1));
    assertThat(worker.lease.renew().live()).isTrue();

    chores.doAll();

    assertThat(live(other)).isTrue();
  }

  @Test
  void a_worker_that_renewed_in_time_declares_others_lost_at_once() {
    WorkerAssembly worker = worker();
    Maintenance chores = new LifecycleAssembly(worker, () -> {}).chores;
    WorkerId other = other();
    for (int i = 0; i < 5; i++) {
      step(LEASE.dividedBy(4));
      worker.lease.renew();
    }

    chores.doAll();

    assertThat(live(other)).isFalse();
  }

  @Test
  void a_worker_that_cannot_register_again_claims_nothing_and_tries_again() {
    Engine engine = new Engine(fixture.on(() -> System.nanoTime() + nanos.get()));
    engine.start();
    await().until(() -> engine.condition().healthy());
    WorkerAssembly worker = engine.worker().orElseThrow();
    WorkerId before = worker.lease.worker();
    faults.put("register", new Fault.Refused("not now"));
    fixture.step(LEASE.plusMinutes(1));
    assertThat(fixture.reference.workers().lose()).isEmpty();

    nanos.addAndGet(LEASE.toNanos() / 2);

    await().until(() -> worker.lease.isLost());
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    assertThat(engine.condition().healthy()).isFalse();
    assertThat(worker.admission.claims()).isFalse();
    assertThat(fixture.status(task).finished()).isFalse();

    faults.clear();
    await().until(() -> fixture.status(task).finished());
    assertThat(worker.lease.worker()).isNotEqualTo(before);
    await().until(() -> engine.condition().healthy());
    assertThat(fixture.reference.queries().workers().stream().filter(WorkerView::live)).hasSize(1);
    engine.stop(Duration.ofSeconds(10));
  }
}
