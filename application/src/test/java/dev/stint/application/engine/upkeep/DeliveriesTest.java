package dev.stint.application.engine.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.contract.Sample;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.Wakeups;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.Turn;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Who is woken, who is left, and who is forgotten. */
class DeliveriesTest {

  private static final int TARGET = 1;
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private final Stores stores = InMemoryStores.create(() -> NOW);
  private final WorkerId worker = Sample.worker(1);
  private final StepPolicy journey = new StepPolicy(List.of(), Turn.FAIR, new Random(1));
  private long claims;

  DeliveriesTest() {
    stores
        .workers()
        .register(new WorkerRow(worker, "test", Duration.ofSeconds(10), Set.of(Sample.TYPE)));
  }

  private Claim running(int number) {
    stores.requests().insert(List.of(Sample.of(number).make()));
    return claimAgain();
  }

  private void settle(Claim claim, Outcome outcome) {
    settle(claim.key().next(), outcome);
  }

  private void settle(WriteKey key, Outcome outcome) {
    Settlement settlement =
        new Settlement(key, outcome, Notes.NONE, Duration.ofDays(1), Duration.ZERO);
    assertThat(stores.runs().settle(List.of(settlement))).allMatch(WriteResult::landed).hasSize(1);
  }

  private void waits(int number, int target) {
    Claim claim = running(number);
    Block wait = Block.on(Await.success(Sample.id(target)), NOW.plusSeconds(60));
    settle(claim, journey.block(Sample.at("here"), claim.run().cursor(), wait));
  }

  /** Registers by the latest claim of the waiter, if it was ever there. */
  private void register(int waiter) {
    Fence fence =
        stores.runs().standing(Sample.id(waiter)).map(VersionedTask::fence).orElse(new Fence(1));
    stores.waits().register(List.of(new Wait(Sample.id(TARGET), Sample.id(waiter), fence)));
  }

  private int deliver() {
    return new Deliveries(stores, Wakeups.NONE).of(List.of(Sample.id(TARGET)));
  }

  private List<Wait> owed() {
    return stores.waits().owed(2_000, Duration.ZERO);
  }

  private boolean ready() {
    return !stores.queries().lines().isEmpty();
  }

  @Test
  void a_waiter_is_woken_and_its_wait_forgotten() {
    Claim target = running(TARGET);
    waits(2, TARGET);
    register(2);
    settle(target, Sample.done());
    assertThat(ready()).isFalse();

    assertThat(deliver()).isEqualTo(1);

    assertThat(ready()).isTrue();
    assertThat(owed()).isEmpty();
    assertThat(deliver()).isZero();
  }

  @Test
  void a_waiter_that_is_not_there_or_waits_for_another_is_forgotten_and_left_alone() {
    Claim target = running(TARGET);
    waits(2, 77);
    register(2);
    register(3);
    settle(target, Sample.done());

    assertThat(deliver()).isEqualTo(2);

    assertThat(ready()).isFalse();
    assertThat(owed()).isEmpty();
  }

  @Test
  void a_waiter_that_still_runs_stays_owed() {
    Claim target = running(TARGET);
    running(2);
    register(2);
    settle(target, Sample.done());

    assertThat(deliver()).isZero();
    assertThat(owed()).hasSize(1);
  }

  @Test
  void a_waiter_that_keeps_changing_stays_owed() {
    Claim target = running(TARGET);
    waits(2, TARGET);
    register(2);
    settle(target, Sample.done());
    SteerStore stale =
        new SteerStore() {
          @Override
          public List<WriteResult> steer(List<Steer> changes) {
            return List.of(WriteResult.STALE);
          }

          @Override
          public int clean(Sweep sweep) {
            return 0;
          }
        };
    Stores moving =
        new Stores(
            stores.requests(),
            stores.runs(),
            stores.chunks(),
            stores.workers(),
            stale,
            stores.queries(),
            stores.waits(),
            stores.registers());

    assertThat(new Deliveries(moving, Wakeups.NONE).sweep(Duration.ZERO)).isZero();
    assertThat(owed()).hasSize(1);
  }

  @Test
  void more_waiters_than_fit_in_one_page_are_all_woken() {
    Claim target = running(TARGET);
    List<TaskId> waiters = new ArrayList<>();
    for (int i = 2; i < 1_102; i++) {
      waits(i, TARGET);
      register(i);
      waiters.add(Sample.id(i));
    }
    settle(target, Sample.done());

    assertThat(deliver()).isEqualTo(waiters.size());
    assertThat(owed()).isEmpty();
  }

  /** A target that goes on, and a waiter of its milestones that is owed a wake for one. */
  private Claim owingForAMilestone() {
    Claim target = running(TARGET);
    waits(2, TARGET);
    register(2);
    Notes half =
        new Notes(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new Message(Message.Level.MILESTONE, "half")),
            List.of());
    stores.runs().checkpoint(List.of(new Checkpoint(target.key().next(), Sample.at("half"), half)));
    assertThat(owed()).hasSize(1);
    return target;
  }

  private Claim claimAgain() {
    ClaimRequest one =
        new ClaimRequest(
            new ClaimId(worker, ++claims),
            List.of(new LineLimit(Sample.LINE, 1)),
            List.of(Lane.values()),
            1,
            1,
            1 << 20);
    return stores.runs().claim(one).tasks().get(0);
  }

  private void waitOn(Claim waiter) {
    Block wait = Block.on(Await.success(Sample.id(TARGET)), NOW.plusSeconds(60));
    settle(waiter, journey.block(Sample.at("here"), waiter.run().cursor(), wait));
  }

  /** The same stores, with something that happens just before waits are cleared. */
  private Deliveries clearingAfter(Runnable meanwhile) {
    WaitStore waits =
        new WaitStore() {
          @Override
          public List<Registered> register(List<Wait> some) {
            return stores.waits().register(some);
          }

          @Override
          public List<Wait> owed(int limit, Duration age) {
            return stores.waits().owed(limit, age);
          }

          @Override
          public List<Wait> owedBy(Collection<TaskId> targets, int limit) {
            return stores.waits().owedBy(targets, limit);
          }

          @Override
          public void clear(List<Wait> some) {
            meanwhile.run();
            stores.waits().clear(some);
          }
        };
    Stores slow =
        new Stores(
            stores.requests(),
            stores.runs(),
            stores.chunks(),
            stores.workers(),
            stores.steering(),
            stores.queries(),
            waits,
            stores.registers());
    return new Deliveries(slow, Wakeups.NONE);
  }

  @Test
  void a_waiter_that_waits_anew_before_its_old_wait_is_cleared_is_woken_by_anybody() {
    owingForAMilestone();
    Deliveries deliveries =
        clearingAfter(
            () -> {
              Claim waiter = claimAgain();
              register(2);
              waitOn(waiter);
            });

    deliveries.of(List.of(Sample.id(TARGET)));
    assertThat(owed()).hasSize(1);

    assertThat(deliver()).isOne();
    assertThat(ready()).isTrue();
    assertThat(owed()).isEmpty();
  }

  @Test
  void a_waiter_that_registered_anew_before_its_old_wait_is_cleared_is_still_owed_the_end() {
    Claim target = owingForAMilestone();
    AtomicReference<Claim> waiter = new AtomicReference<>();
    Deliveries deliveries =
        clearingAfter(
            () -> {
              waiter.set(claimAgain());
              register(2);
            });
    deliveries.of(List.of(Sample.id(TARGET)));
    waitOn(waiter.get());
    assertThat(ready()).isFalse();

    settle(target.key().next().next(), Sample.done());

    assertThat(deliver()).isOne();
    assertThat(ready()).isTrue();
  }

  @Test
  void a_waiter_that_registered_anew_is_woken_though_its_target_ended_as_its_wait_was_cleared() {
    Claim target = owingForAMilestone();
    AtomicReference<Claim> waiter = new AtomicReference<>();
    Deliveries deliveries =
        clearingAfter(
            () -> {
              waiter.set(claimAgain());
              register(2);
              settle(target.key().next().next(), Sample.done());
            });
    deliveries.of(List.of(Sample.id(TARGET)));
    // The worker that cleared it dies here; another one delivers.
    waitOn(waiter.get());
    assertThat(ready()).isFalse();

    assertThat(deliver()).isOne();
    assertThat(ready()).isTrue();
  }

  @Test
  void a_waiter_whose_wait_was_cleared_without_an_answer_is_woken_by_anybody() {
    owingForAMilestone();
    List<Wait> old = owed();
    Deliveries deliveries =
        clearingAfter(
            () -> {
              Claim waiter = claimAgain();
              register(2);
              waitOn(waiter);
              stores.waits().clear(old);
              throw new StoreException(StoreException.Kind.TRANSIENT, "the answer is lost");
            });
    assertThatThrownBy(() -> deliveries.of(List.of(Sample.id(TARGET))))
        .hasMessageContaining("the answer is lost");
    assertThat(ready()).isFalse();

    assertThat(deliver()).isOne();
    assertThat(ready()).isTrue();
  }
}
