package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks of one serial key run one after another, in order, and none is forgotten. */
public abstract class SerialKeyContract extends Contract {

  private static final String KEY = "customer 7";

  /** Claims without an end in sight: a store that hands out nothing fails the test by then. */
  private static final int ROUNDS = 20_000;

  private static final Duration WAIT = Duration.ofSeconds(30);

  private static Sample keyed(int number) {
    return Sample.of(number).serial(KEY);
  }

  private WriteResult settle(Claim claim, Outcome outcome, HeadPolicy head) {
    Settlement settlement =
        new Settlement(
            claim.key().next(), outcome, Notes.NONE, KEEP, Duration.ofMillis(5), head, 10);
    return stores.runs().settle(List.of(settlement)).get(0);
  }

  private TaskStatus status(int number) {
    return standing(Sample.id(number)).run().status();
  }

  private boolean waitsItsTurn(int number) {
    return standing(Sample.id(number)).run().blockedBy(BlockReason.TURN);
  }

  private WriteResult steer(int number, Function<Run, Optional<Outcome>> decision) {
    VersionedTask seen = standing(Sample.id(number));
    Outcome outcome = decision.apply(seen.run()).orElseThrow();
    return stores.steering().steer(List.of(new Steer.Move(seen, outcome, KEEP))).get(0);
  }

  @Test
  void tasks_of_a_key_run_one_after_another_in_the_order_they_came() {
    insert(keyed(3), keyed(1), keyed(2));
    assertThat(status(3)).isEqualTo(TaskStatus.PENDING);
    assertThat(waitsItsTurn(1)).isTrue();
    assertThat(status(1)).isEqualTo(TaskStatus.BLOCKED);
    List<TaskId> order = new ArrayList<>();

    for (int i = 0; i < 3; i++) {
      Claim claim = claimOne();
      assertThat(claim(10)).as("only the holder of a key can be claimed").isEmpty();
      order.add(claim.spec().id());
      end(claim, Sample.done());
    }

    assertThat(order.get(0)).isEqualTo(Sample.id(3));
    assertThat(order).hasSize(3).doesNotHaveDuplicates();
    assertThat(claim(10)).isEmpty();
    insert(keyed(4));
    assertThat(ids(claim(10))).containsExactly(Sample.id(4));
  }

  @Test
  void of_those_that_wait_the_most_urgent_goes_first_and_then_the_first_that_came() {
    insert(keyed(1));
    insert(keyed(2));
    insert(keyed(3));
    insert(keyed(4).priority(5));
    List<TaskId> order = new ArrayList<>();

    for (int i = 0; i < 4; i++) {
      Claim claim = claimOne();
      order.add(claim.spec().id());
      end(claim, Sample.done());
    }

    assertThat(order).containsExactly(Sample.id(1), Sample.id(4), Sample.id(2), Sample.id(3));
  }

  @Test
  void a_priority_changed_while_it_waits_counts() {
    insert(keyed(1));
    insert(keyed(2));
    insert(keyed(3));
    Steer urgent = new Steer.Adjust(standing(Sample.id(3)), Optional.of(9), Optional.empty());
    assertThat(stores.steering().steer(List.of(urgent))).containsExactly(WriteResult.APPLIED);

    end(claimOne(), Sample.done());

    assertThat(ids(claim(10))).containsExactly(Sample.id(3));
  }

  @Test
  void keys_do_not_hinder_each_other_nor_tasks_without_one() {
    insert(keyed(1), keyed(2), Sample.of(3), Sample.of(4).serial("another"));

    assertThat(ids(claim(10))).containsExactlyInAnyOrder(Sample.id(1), Sample.id(3), Sample.id(4));
  }

  @Test
  void a_task_granted_its_turn_is_as_it_was_before_it_waited() {
    insert(keyed(1));
    insert(keyed(2));
    end(claimOne(), Sample.done());

    Claim second = claimOne();
    assertThat(second.run()).isEqualTo(Run.NEW);
    assertThat(second.due()).isBeforeOrEqualTo(now());
  }

  @Test
  void a_head_that_holds_keeps_its_key_while_it_waits_for_its_retry() {
    insert(keyed(1));
    insert(keyed(2));
    assertThat(settle(claimOne(), Sample.retrying(WAIT), HeadPolicy.HOLD))
        .isEqualTo(WriteResult.APPLIED);

    assertThat(claim(10)).isEmpty();
    assertThat(waitsItsTurn(2)).isTrue();
    fixture.advance(WAIT.plusMillis(1));
    stores.runs().promote(10);
    assertThat(ids(claim(10))).containsExactly(Sample.id(1));
  }

  @Test
  void a_head_that_steps_aside_waits_for_its_turn_again() {
    insert(keyed(1));
    insert(keyed(2));
    assertThat(settle(claimOne(), Sample.retrying(WAIT), HeadPolicy.STEP_ASIDE))
        .isEqualTo(WriteResult.APPLIED);

    Claim second = claimOne();
    assertThat(second.spec().id()).isEqualTo(Sample.id(2));
    fixture.advance(WAIT.plusMillis(1));
    stores.workers().renew(worker);
    stores.runs().promote(10);
    assertThat(waitsItsTurn(1)).as("due again, and the other one runs").isTrue();
    assertThat(claim(10)).isEmpty();
    end(second, Sample.done());
    Claim first = claimOne();
    assertThat(first.spec().id()).isEqualTo(Sample.id(1));
    assertThat(first.run().status()).isEqualTo(TaskStatus.RETRYING);
    assertThat(first.run().attempt()).isEqualTo(1);
  }

  @Test
  void a_head_that_steps_aside_goes_behind_those_that_wait() {
    insert(keyed(1));
    insert(keyed(2));
    settle(claimOne(), Sample.yielded("here"), HeadPolicy.STEP_ASIDE);

    assertThat(ids(claim(10))).containsExactly(Sample.id(2));
    assertThat(waitsItsTurn(1)).isTrue();
  }

  @Test
  void alone_it_steps_aside_to_itself() {
    insert(keyed(1));
    settle(claimOne(), Sample.yielded("here"), HeadPolicy.STEP_ASIDE);

    assertThat(ids(claim(10))).containsExactly(Sample.id(1));
  }

  @Test
  void a_paused_head_gives_its_key_up_and_waits_its_turn_when_resumed() {
    insert(keyed(1));
    insert(keyed(2));
    assertThat(steer(1, Steering::pause)).isEqualTo(WriteResult.APPLIED);

    Claim second = claimOne();
    assertThat(second.spec().id()).isEqualTo(Sample.id(2));
    assertThat(steer(1, Steering::resume)).isEqualTo(WriteResult.APPLIED);
    assertThat(claim(10)).isEmpty();
    end(second, Sample.done());
    assertThat(ids(claim(10))).containsExactly(Sample.id(1));
  }

  @Test
  void a_head_paused_while_it_runs_gives_its_key_up_at_the_end_of_its_stint() {
    insert(keyed(1));
    insert(keyed(2));
    Claim first = claimOne();
    raise(Sample.id(1), Signal.PAUSE);
    assertThat(claim(10)).isEmpty();

    end(first, Sample.yielded("here"));

    assertThat(status(1)).isEqualTo(TaskStatus.PAUSED);
    assertThat(ids(claim(10))).containsExactly(Sample.id(2));
  }

  @Test
  void a_cancelled_head_hands_its_key_on_and_a_cancelled_waiter_is_passed_over() {
    insert(keyed(1));
    insert(keyed(2));
    insert(keyed(3));
    assertThat(steer(2, Steering::cancel)).isEqualTo(WriteResult.APPLIED);
    assertThat(steer(1, Steering::cancel)).isEqualTo(WriteResult.APPLIED);

    assertThat(ids(claim(10))).containsExactly(Sample.id(3));
  }

  @Test
  void a_restarted_task_waits_its_turn() {
    insert(keyed(1));
    end(claimOne(), Sample.done());
    insert(keyed(2));
    Claim second = claimOne();

    assertThat(steer(1, Steering::restart)).isEqualTo(WriteResult.APPLIED);

    assertThat(claim(10)).isEmpty();
    end(second, Sample.done());
    assertThat(ids(claim(10))).containsExactly(Sample.id(1));
  }

  @Test
  void a_task_due_later_does_not_hold_the_key_before_it_is_due() {
    insert(keyed(1).due(Due.in(WAIT)));
    insert(keyed(2));
    Claim second = claimOne();
    assertThat(second.spec().id()).isEqualTo(Sample.id(2));

    fixture.advance(WAIT.plusMillis(1));
    stores.workers().renew(worker);
    stores.runs().promote(10);
    assertThat(claim(10)).isEmpty();
    end(second, Sample.done());
    assertThat(ids(claim(10))).containsExactly(Sample.id(1));
  }

  @Test
  void a_released_head_keeps_its_key() {
    insert(keyed(1));
    insert(keyed(2));
    Claim first = claimOne();
    assertThat(release(first.key().next())).isEqualTo(WriteResult.APPLIED);

    assertThat(ids(claim(10))).containsExactly(Sample.id(1));
  }

  @Test
  void a_head_taken_over_from_a_lost_worker_keeps_its_key() {
    insert(keyed(1));
    insert(keyed(2));
    claimOne();
    WorkerId reaper = Sample.worker(2);
    Claim taken = takenOver(reaper);
    worker = reaper;

    assertThat(claim(10)).isEmpty();
    end(taken, Sample.done());
    assertThat(ids(claim(10))).containsExactly(Sample.id(2));
  }

  @Test
  void the_tasks_of_a_key_can_be_listed() {
    insert(keyed(1), keyed(2), Sample.of(3));

    assertThat(
            stores.queries().list(TaskFilter.newest(10).serialKey(new SerialKey(KEY))).stream()
                .map(r -> r.standing().spec().id()))
        .containsExactly(Sample.id(2), Sample.id(1));
  }

  @Test
  void two_workers_never_hold_tasks_of_one_key_at_once() throws Exception {
    int tasks = 40;
    IntStream.rangeClosed(1, tasks).forEach(i -> insert(Sample.of(i).serial("key " + i % 4)));
    WorkerId other = Sample.worker(2);
    register(other);
    Set<String> held = new HashSet<>();
    Set<TaskId> done = new HashSet<>();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Integer>> workers =
          List.of(drainer(worker, held, done), drainer(other, held, done));
      int settled = 0;
      for (Future<Integer> each : pool.invokeAll(workers)) {
        settled += each.get();
      }
      assertThat(settled).isEqualTo(tasks);
      assertThat(done).hasSize(tasks);
    } finally {
      pool.shutdownNow();
    }
  }

  private Callable<Integer> drainer(WorkerId by, Set<String> held, Set<TaskId> done) {
    return () -> {
      int settled = 0;
      for (long number = 1; all(done) < 40 && number < ROUNDS; number++) {
        for (Claim claim : claimed(asking(by, number)).tasks()) {
          String key = claim.spec().serialKey().orElseThrow().value();
          synchronized (held) {
            assertThat(held.add(key)).as("two of " + key + " at once").isTrue();
          }
          synchronized (done) {
            done.add(claim.spec().id());
          }
          synchronized (held) {
            held.remove(key);
          }
          assertThat(settle(claim.key().next(), Sample.done())).isEqualTo(WriteResult.APPLIED);
          settled++;
        }
        stores.runs().deliver(100, Duration.ZERO);
      }
      return settled;
    };
  }

  private static int all(Set<TaskId> done) {
    synchronized (done) {
      return done.size();
    }
  }

  @Test
  void a_task_can_be_stored_already_claimed() {
    ClaimId mine = new ClaimId(worker, 77);
    NewTask task = Sample.of(1).make().claimedBy(mine);
    assertThat(stores.requests().insert(List.of(task)).get(0).isNew()).isTrue();

    List<Claim> claims = stores.runs().claimed(mine);
    assertThat(ids(claims)).containsExactly(Sample.id(1));
    assertThat(claims.get(0).run()).isEqualTo(Run.NEW);
    assertThat(claim(10)).isEmpty();
    assertThat(stores.workers().held(worker)).hasSize(1);
    end(claims.get(0), Sample.done());
  }

  @Test
  void a_task_stored_claimed_goes_the_ordinary_way_if_its_key_is_held_or_its_worker_is_not_live() {
    insert(keyed(1));
    Claim first = claimOne();
    ClaimId mine = new ClaimId(worker, 77);
    ClaimId strangers = new ClaimId(Sample.worker(9), 1);
    stores
        .requests()
        .insert(
            List.of(
                keyed(2).make().claimedBy(mine),
                Sample.of(3).make().claimedBy(strangers),
                Sample.of(4).due(Due.in(WAIT)).make().claimedBy(mine)));

    assertThat(stores.runs().claimed(mine)).isEmpty();
    assertThat(stores.runs().claimed(strangers)).isEmpty();
    assertThat(ids(claim(10))).containsExactly(Sample.id(3));
    end(first, Sample.done());
    assertThat(ids(claim(10))).containsExactly(Sample.id(2));
  }

  @Test
  void a_task_stored_claimed_holds_its_key() {
    ClaimId mine = new ClaimId(worker, 77);
    stores.requests().insert(List.of(keyed(1).make().claimedBy(mine)));
    insert(keyed(2));

    assertThat(claim(10)).isEmpty();
    end(stores.runs().claimed(mine).get(0), Sample.done());
    assertThat(ids(claim(10))).containsExactly(Sample.id(2));
  }

  @Test
  void a_task_that_was_stored_claimed_is_not_claimed_again_by_the_same_request() {
    ClaimId mine = new ClaimId(worker, 77);
    NewTask task = keyed(1).make().claimedBy(mine);
    stores.requests().insert(List.of(task));
    end(stores.runs().claimed(mine).get(0), Sample.yielded("further"));
    fixture.advance(Duration.ofSeconds(1));

    assertThat(stores.requests().insert(List.of(task)).get(0).isNew()).isFalse();

    assertThat(stores.runs().claimed(mine)).isEmpty();
    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.YIELDED);
    assertThat(ids(claim(10))).containsExactly(Sample.id(1));
  }
}
