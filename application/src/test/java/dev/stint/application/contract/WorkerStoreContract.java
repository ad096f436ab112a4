package dev.stint.application.contract;

import static dev.stint.application.spi.WriteResult.APPLIED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.Upkeep;
import dev.stint.domain.Due;
import dev.stint.domain.Lane;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How workers stay alive, are found lost, and lose their tasks to others. */
public abstract class WorkerStoreContract extends Contract {

  private List<LostWorker> lose() {
    return stores.workers().lose();
  }

  @Test
  void a_worker_that_renews_in_time_is_not_lost() {
    running(Sample.of(1));
    fixture.advance(LEASE);
    assertThat(lose()).isEmpty();
    assertThat(stores.workers().renew(worker).live()).isTrue();
    fixture.advance(LEASE);

    assertThat(lose()).isEmpty();
    assertThat(stores.workers().renew(worker).now()).isEqualTo(now());
  }

  @Test
  void a_worker_whose_lease_ended_is_lost_permanently() {
    running(Sample.of(1));
    fixture.advance(LEASE.plusMillis(1));

    assertThat(lose()).containsExactly(new LostWorker(worker));
    assertThat(stores.workers().renew(worker).live()).isFalse();
    register(worker);
    assertThat(stores.workers().renew(worker).live()).isFalse();
  }

  @Test
  void a_lease_that_ended_is_renewed_while_nobody_noticed() {
    running(Sample.of(1));
    fixture.advance(LEASE.multipliedBy(2));

    assertThat(stores.workers().renew(worker).live()).isTrue();
    assertThat(lose()).isEmpty();
    assertThat(stores.workers().held(worker)).hasSize(1);
  }

  @Test
  void a_worker_that_never_registered_is_refused() {
    assertThat(stores.workers().renew(Sample.worker(9)).live()).isFalse();
    assertThat(stores.workers().renew(worker).live()).isTrue();
  }

  @Test
  void a_renewal_answers_the_signals_of_the_workers_own_tasks() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3));
    claim(2);
    raise(Sample.id(2), Signal.PAUSE);
    worker = Sample.worker(2);
    register(worker);
    claim(1);
    raise(Sample.id(3), Signal.CANCEL);

    assertThat(stores.workers().renew(Sample.worker(1)).signals())
        .isEqualTo(Map.of(Sample.id(2), Signal.PAUSE));
    assertThat(stores.workers().renew(worker).signals())
        .isEqualTo(Map.of(Sample.id(3), Signal.CANCEL));
  }

  @Test
  void a_renewal_answers_whether_interactive_tasks_wait() {
    assertThat(stores.workers().renew(worker).interactiveWaiting()).isFalse();
    insert(Sample.of(1).interactive().in(Sample.OTHER_LINE), Sample.of(2));
    Renewed waiting = stores.workers().renew(worker);
    claimed(asking(1, 0, Sample.OTHER_LINE));

    assertThat(waiting.interactiveWaiting()).isTrue();
    assertThat(stores.workers().renew(worker).interactiveWaiting()).isFalse();
  }

  @Test
  void the_upkeep_has_to_claim_what_is_ready_or_suspect() {
    insert(Sample.of(1), Sample.of(2).interactive().in(Sample.OTHER_LINE));
    assertThat(upkeep()).contains(Upkeep.CLAIM);
    Claim first = claimOne();
    assertThat(upkeep()).contains(Upkeep.CLAIM);
    claimed(asking(1, 0, Sample.OTHER_LINE));

    end(first, Sample.suspect());

    assertThat(upkeep()).contains(Upkeep.CLAIM);
  }

  @Test
  void the_upkeep_has_to_promote_what_came_due() {
    insert(Sample.of(1).due(Due.in(Duration.ofMinutes(5))));
    fixture.advance(Duration.ofMinutes(5));

    assertThat(upkeep()).contains(Upkeep.PROMOTE);
  }

  @Test
  void the_upkeep_has_to_reap_a_worker_whose_lease_ended_until_it_holds_nothing() {
    running(Sample.of(1));
    fixture.advance(LEASE.plusMillis(1));
    assertThat(upkeep()).contains(Upkeep.REAP);

    lose();

    assertThat(upkeep()).contains(Upkeep.REAP);
  }

  private Set<Upkeep> upkeep() {
    return stores.workers().upkeep(Duration.ZERO);
  }

  @Test
  void held_are_the_keys_of_the_last_writes() {
    Claim claim = running(Sample.of(1));
    assertThat(stores.workers().held(worker)).containsExactly(claim.key());
    stores
        .runs()
        .checkpoint(List.of(new Checkpoint(claim.key().next(), Sample.at("row 2"), Notes.NONE)));
    assertThat(stores.workers().held(worker)).containsExactly(claim.key().next());

    settle(claim.key().next().next(), Sample.yielded("row 2"));

    assertThat(stores.workers().held(worker)).isEmpty();
  }

  @Test
  void a_worker_that_stopped_well_leaves_no_row() {
    end(running(Sample.of(1)), Sample.done());

    stores.workers().retire(worker);

    assertThat(stores.queries().workers()).isEmpty();
    assertThat(stores.workers().renew(worker).live()).isFalse();
  }

  @Test
  void a_worker_that_still_holds_tasks_keeps_its_row() {
    running(Sample.of(1));

    stores.workers().retire(worker);

    assertThat(stores.queries().workers()).hasSize(1);
    assertThat(stores.workers().renew(worker).live()).isTrue();
  }

  @Test
  void a_task_taken_over_is_as_its_worker_left_it_under_a_greater_fence() {
    Claim first = running(Sample.of(1));
    stores
        .runs()
        .checkpoint(List.of(new Checkpoint(first.key().next(), Sample.at("row 2"), Notes.NONE)));

    Claim taken = takenOver(Sample.worker(2));

    assertThat(taken.run()).isEqualTo(Sample.at("row 2"));
    assertThat(taken.spec()).isEqualTo(first.spec());
    assertThat(taken.key().worker()).isEqualTo(Sample.worker(2));
    assertThat(taken.key().fence()).isGreaterThan(first.key().fence());
    assertThat(taken.key().sequence()).isZero();
    assertThat(settle(taken.key().next(), Sample.yielded("row 2"))).isEqualTo(APPLIED);
  }

  @Test
  void a_task_that_was_only_claimed_is_taken_over_as_claimed() {
    running(Sample.of(1));

    assertThat(takenOver(Sample.worker(2)).run().phase()).isEqualTo(Phase.CLAIMED);
  }

  @Test
  void a_signal_that_was_pending_survives_a_take_over() {
    running(Sample.of(1));
    raise(Sample.id(1), Signal.CANCEL);

    assertThat(takenOver(Sample.worker(2)).signal()).isEqualTo(Signal.CANCEL);
  }

  @Test
  void of_two_reapers_one_gets_each_task_and_none_more_than_its_limit() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3));
    claim(3);
    fixture.advance(LEASE.plusMillis(1));
    register(Sample.worker(2));
    register(Sample.worker(3));
    LostWorker lost = lose().get(0);

    List<Claim> first = stores.workers().takeOver(new ClaimId(Sample.worker(2), -1), lost, 2);
    List<Claim> second = stores.workers().takeOver(new ClaimId(Sample.worker(3), -1), lost, 2);

    assertThat(first).hasSize(2);
    assertThat(second).hasSize(1);
    assertThat(ids(first)).doesNotContainAnyElementsOf(ids(second));
    assertThat(lose()).isEmpty();
  }

  @Test
  void a_live_worker_loses_nothing_and_a_lost_one_takes_nothing() {
    running(Sample.of(1));
    register(Sample.worker(2));
    ClaimId reaper = new ClaimId(Sample.worker(2), -1);
    assertThat(stores.workers().takeOver(reaper, new LostWorker(worker), 9)).isEmpty();
    fixture.advance(LEASE.plusMillis(1));
    lose();
    assertThat(stores.workers().takeOver(reaper, new LostWorker(worker), 9)).isEmpty();

    register(Sample.worker(3));
    ClaimId live = new ClaimId(Sample.worker(3), -1);
    assertThat(stores.workers().takeOver(live, new LostWorker(worker), 9)).hasSize(1);
  }

  @Test
  void a_lost_worker_that_holds_tasks_is_answered_until_it_holds_none() {
    insert(Sample.of(1));
    claim(1);
    fixture.advance(LEASE.multipliedBy(20));

    assertThat(lose()).containsExactly(new LostWorker(worker));
    fixture.advance(LEASE.multipliedBy(20));
    assertThat(lose()).containsExactly(new LostWorker(worker));
    assertThat(stores.queries().workers()).hasSize(1);
  }

  @Test
  void a_lost_worker_that_holds_nothing_is_forgotten_after_ten_leases() {
    fixture.advance(LEASE.plusMillis(1));
    assertThat(lose()).isEmpty();
    assertThat(stores.queries().workers()).extracting(w -> w.live()).containsExactly(false);
    fixture.advance(LEASE.multipliedBy(10));

    lose();

    assertThat(stores.queries().workers()).isEmpty();
  }

  @Test
  void to_register_twice_is_harmless() {
    fixture.advance(Duration.ofSeconds(4));
    register(worker);

    assertThat(stores.queries().workers())
        .singleElement()
        .satisfies(
            seen -> {
              assertThat(seen.id()).isEqualTo(worker);
              assertThat(seen.label()).isEqualTo("test");
              assertThat(seen.lease()).isEqualTo(LEASE);
              assertThat(seen.types()).containsExactly(Sample.TYPE);
              assertThat(seen.live()).isTrue();
            });
    insert(Sample.of(1).interactive());
    assertThat(claimOne().spec().lane()).isEqualTo(Lane.INTERACTIVE);
  }
}
