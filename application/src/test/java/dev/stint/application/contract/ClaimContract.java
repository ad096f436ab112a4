package dev.stint.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Notes;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who gets which task, in what order, and how many. */
public abstract class ClaimContract extends Contract {

  @Test
  void a_claim_leaves_the_task_running_under_a_greater_fence() {
    insert(Sample.of(1));

    Claim claim = claimOne();

    assertThat(claim.spec()).isEqualTo(Sample.of(1).make().spec());
    assertThat(claim.run()).isEqualTo(Run.NEW);
    assertThat(claim.key().fence()).isGreaterThan(new Fence(0));
    assertThat(claim.key().sequence()).isZero();
    assertThat(standing(Sample.id(1)).run().status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(standing(Sample.id(1)).run().phase()).isEqualTo(Phase.CLAIMED);
    assertThat(standing(Sample.id(1)).worker()).contains(worker);
  }

  @Test
  void interactive_tasks_go_first_whatever_their_priority() {
    insert(Sample.of(1).priority(9), Sample.of(2).interactive().priority(-9));

    assertThat(ids(claim(2))).containsExactly(Sample.id(2), Sample.id(1));
  }

  @Test
  void the_greater_priority_goes_first() {
    insert(Sample.of(1).priority(-1), Sample.of(2), Sample.of(3).priority(7));

    assertThat(ids(claim(3))).containsExactly(Sample.id(3), Sample.id(2), Sample.id(1));
  }

  @Test
  void only_tasks_in_the_range_of_priorities_are_taken_of_either_lane() {
    insert(
        Sample.of(1).priority(4),
        Sample.of(2).priority(5),
        Sample.of(3).priority(-7).interactive(),
        Sample.of(4).priority(-8).interactive(),
        Sample.of(5).priority(-7),
        Sample.of(6));

    assertThat(ids(claimed(ranged(-7, 4, 9)).tasks()))
        .containsExactly(Sample.id(3), Sample.id(1), Sample.id(6), Sample.id(5));
    assertThat(claimed(ranged(-7, 4, 9)).tasks()).isEmpty();
    assertThat(ids(claim(9))).containsExactly(Sample.id(4), Sample.id(2));
  }

  @Test
  void a_range_of_priorities_keeps_the_limits_and_tells_of_waiting_interactive_tasks_in_it() {
    insert(
        Sample.of(1).interactive(),
        Sample.of(2).interactive(),
        Sample.of(3),
        Sample.of(4),
        Sample.of(5).interactive().priority(9));

    Claimed one = claimed(ranged(0, 8, 1));
    assertThat(ids(one.tasks())).containsExactly(Sample.id(1));
    assertThat(one.interactiveWaiting()).isTrue();
    Claimed rest = claimed(ranged(Integer.MIN_VALUE, 8, 2));
    assertThat(ids(rest.tasks())).containsExactly(Sample.id(2), Sample.id(3));
    assertThat(rest.interactiveWaiting()).isFalse();
    assertThat(ids(claimed(ranged(9, Integer.MAX_VALUE, 2)).tasks())).containsExactly(Sample.id(5));
  }

  @Test
  void a_suspect_out_of_the_range_of_priorities_is_left_too() {
    insert(Sample.of(1).priority(3), Sample.of(2).priority(1));
    claim(2).forEach(c -> end(c, Sample.suspect()));

    assertThat(ids(claimed(ranged(2, 9, 2)).tasks())).containsExactly(Sample.id(1));
    assertThat(ids(claim(2))).containsExactly(Sample.id(2));
  }

  private ClaimRequest ranged(int least, int most, int limit) {
    ClaimRequest all = asking(limit, limit, Sample.LINE);
    return new ClaimRequest(
        all.id(),
        all.lines(),
        all.lanes(),
        all.limit(),
        all.suspects(),
        all.maxBytes(),
        new PriorityRange(least, most));
  }

  @Test
  void what_was_interrupted_goes_before_what_resumes_and_that_before_the_others() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3));
    List<Claim> claims = claim(3);
    end(claims.get(0), ranked(ClaimRank.ORDINARY));
    end(claims.get(1), ranked(ClaimRank.RESUMED));
    end(claims.get(2), ranked(ClaimRank.INTERRUPTED));

    assertThat(ids(claim(3))).containsExactly(Sample.id(3), Sample.id(2), Sample.id(1));
  }

  private static Outcome ranked(ClaimRank rank) {
    return new Outcome(Sample.run(TaskStatus.YIELDED), Due.NOW, rank, false);
  }

  @Test
  void among_equals_the_one_due_longer_goes_first_and_then_the_smaller_id() {
    Due earlier = Due.at(now().minusSeconds(5));
    insert(Sample.of(3), Sample.of(1), Sample.of(2).due(earlier));

    assertThat(ids(claim(3))).containsExactly(Sample.id(2), Sample.id(1), Sample.id(3));
  }

  @Test
  void the_order_holds_across_the_lines_that_a_claim_names() {
    insert(
        Sample.of(1),
        Sample.of(2).in(Sample.OTHER_LINE).priority(5),
        Sample.of(3).priority(9),
        Sample.of(4).in(Sample.OTHER_LINE).interactive());

    List<Claim> claims = claimed(asking(3, 0, Sample.LINE, Sample.OTHER_LINE)).tasks();

    assertThat(ids(claims)).containsExactly(Sample.id(4), Sample.id(3), Sample.id(2));
  }

  @Test
  void a_claim_takes_nothing_from_lines_it_does_not_name() {
    insert(Sample.of(1).in(Sample.OTHER_LINE).interactive(), Sample.of(2));

    assertThat(ids(claim(10))).containsExactly(Sample.id(2));
  }

  @Test
  void a_claim_takes_no_more_than_its_limit() {
    insert(Sample.of(1), Sample.of(2), Sample.of(3));

    assertThat(ids(claim(2))).containsExactly(Sample.id(1), Sample.id(2));
    assertThat(ids(claim(2))).containsExactly(Sample.id(3));
  }

  @Test
  void a_claim_takes_no_more_of_a_line_than_allowed_suspects_counted() {
    running(Sample.of(1));
    end(stores.runs().claimed(new ClaimId(worker, 1)).get(0), Sample.suspect());
    insert(Sample.of(2), Sample.of(3), Sample.of(4).in(Sample.OTHER_LINE));
    var limits = List.of(new LineLimit(Sample.LINE, 1), new LineLimit(Sample.OTHER_LINE, 9));

    List<Claim> claims = claimed(asking(limits, List.of(Lane.values()), ANY_SIZE)).tasks();

    assertThat(ids(claims)).containsExactly(Sample.id(1), Sample.id(4));
    assertThat(standing(Sample.id(2)).run()).isEqualTo(Run.NEW);
    assertThat(ids(claim(9))).containsExactly(Sample.id(2), Sample.id(3));
  }

  @Test
  void a_suspect_is_behind_no_ready_task_that_comes_after_it_in_claim_order() {
    running(Sample.of(1));
    Outcome lost = new Outcome(Sample.suspect().run(), Due.NOW, ClaimRank.INTERRUPTED, false);
    end(stores.runs().claimed(new ClaimId(worker, 1)).get(0), lost);
    Due earlier = Due.at(now().minusSeconds(5));
    insert(Sample.of(2).due(earlier), Sample.of(3).due(earlier), Sample.of(4).priority(9));

    assertThat(ids(claim(Sample.LINE, 2))).containsExactly(Sample.id(4), Sample.id(1));
    assertThat(ids(claim(9))).containsExactly(Sample.id(2), Sample.id(3));
  }

  @Test
  void a_suspect_comes_after_ready_tasks_that_go_before_it() {
    running(Sample.of(1));
    end(stores.runs().claimed(new ClaimId(worker, 1)).get(0), Sample.suspect());
    insert(Sample.of(2).priority(5), Sample.of(3).priority(5));

    assertThat(ids(claim(Sample.LINE, 1))).containsExactly(Sample.id(2));
    assertThat(ids(claim(Sample.LINE, 2))).containsExactly(Sample.id(3), Sample.id(1));
  }

  private List<Claim> claim(Line line, int most) {
    return claimed(asking(List.of(new LineLimit(line, most)), List.of(Lane.values()), ANY_SIZE))
        .tasks();
  }

  private long asked = 77;

  private ClaimRequest asking(List<LineLimit> limits, List<Lane> lanes, long bytes) {
    return new ClaimRequest(new ClaimId(worker, ++asked), limits, lanes, 10, 10, bytes);
  }

  @Test
  void a_claim_for_interactive_work_leaves_the_background_alone() {
    insert(Sample.of(1), Sample.of(2).interactive());
    var limits = List.of(new LineLimit(Sample.LINE, 9));

    assertThat(ids(claimed(asking(limits, List.of(Lane.INTERACTIVE), ANY_SIZE)).tasks()))
        .containsExactly(Sample.id(2));
  }

  @Test
  void a_claim_for_background_work_leaves_interactive_work_alone() {
    insert(Sample.of(1), Sample.of(2).interactive());
    var limits = List.of(new LineLimit(Sample.LINE, 9));

    assertThat(ids(claimed(asking(limits, List.of(Lane.BACKGROUND), ANY_SIZE)).tasks()))
        .containsExactly(Sample.id(1));
  }

  @Test
  void a_task_with_losses_is_taken_only_where_suspects_are_asked_for() {
    insert(Sample.of(1), Sample.of(2));
    claim(2).forEach(c -> end(c, Sample.suspect()));

    assertThat(claimed(asking(10, 0, Sample.LINE)).tasks()).isEmpty();
    assertThat(claimed(asking(10, 1, Sample.LINE)).tasks()).hasSize(1);
    assertThat(claimed(asking(0, 1, Sample.LINE)).tasks()).hasSize(1);
  }

  @Test
  void the_first_task_always_fits_and_what_does_not_fit_stays_ready() {
    Payload large = Payload.of("x".repeat(1_000));
    insert(Sample.of(1).arguments(large), Sample.of(2).arguments(large));
    var limits = List.of(new LineLimit(Sample.LINE, 9));

    assertThat(ids(claimed(asking(limits, List.of(Lane.values()), 10)).tasks()))
        .containsExactly(Sample.id(1));
    assertThat(standing(Sample.id(2)).run()).isEqualTo(Run.NEW);
    assertThat(ids(claim(9))).containsExactly(Sample.id(2));
  }

  @Test
  void paused_and_later_tasks_are_not_taken() {
    insert(
        Sample.of(1).run(Sample.run(TaskStatus.PAUSED)),
        Sample.of(2).due(Due.in(Duration.ofSeconds(1))),
        Sample.of(3));

    assertThat(ids(claim(9))).containsExactly(Sample.id(3));
  }

  @Test
  void a_worker_that_is_not_live_gets_nothing() {
    insert(Sample.of(1));
    WorkerId lost = worker;
    fixture.advance(LEASE.plusMillis(1));
    stores.workers().lose();
    worker = Sample.worker(8);
    assertThat(claim(1)).as("never registered").isEmpty();
    worker = lost;
    assertThat(claim(1)).as("lost").isEmpty();

    worker = Sample.worker(9);
    register(worker);

    assertThat(claim(1)).hasSize(1);
  }

  @Test
  void a_claim_answers_the_time_of_the_store_and_whether_interactive_tasks_still_wait() {
    insert(Sample.of(1).interactive(), Sample.of(2).interactive());
    fixture.advance(Duration.ofSeconds(3));

    Claimed first = claimed(asking(1, 0, Sample.LINE));
    Claimed second = claimed(asking(1, 0, Sample.LINE));

    assertThat(first.now()).isEqualTo(now());
    assertThat(first.tasks().get(0).requested()).isEqualTo(now().minusSeconds(3));
    assertThat(first.interactiveWaiting()).isTrue();
    assertThat(second.interactiveWaiting()).isFalse();
  }

  @Test
  void a_claim_whose_answer_was_lost_is_found_again_by_its_id() {
    insert(Sample.of(1), Sample.of(2).priority(1));
    ClaimRequest request = asking(2, 0, Sample.LINE);
    List<Claim> claims = claimed(request).tasks();

    assertThat(stores.runs().claimed(request.id())).isEqualTo(claims).hasSize(2);
    assertThat(stores.runs().claimed(new ClaimId(worker, 99))).isEmpty();

    assertThat(release(claims.get(0).key().next()).stands()).isTrue();
    assertThat(stores.runs().claimed(request.id())).containsExactly(claims.get(1));
  }

  @Test
  void a_take_over_whose_answer_was_lost_is_found_as_its_task_was_left() {
    Claim first = running(Sample.of(1));
    var begun = new Checkpoint(first.key().next(), Sample.at("row 7"), Notes.NONE);
    stores.runs().checkpoint(List.of(begun));
    Claim taken = takenOver(Sample.worker(2));

    assertThat(stores.runs().claimed(new ClaimId(Sample.worker(2), -1))).containsExactly(taken);
    assertThat(taken.run()).isEqualTo(Sample.at("row 7"));
  }

  @Test
  void workers_that_claim_at_once_never_get_the_same_task() throws Exception {
    for (int i = 1; i <= 60; i++) {
      insert(Sample.of(i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<TaskId>>> takers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        WorkerId taker = Sample.worker(20 + i);
        register(taker);
        takers.add(threads.submit(() -> takeAll(taker)));
      }
      List<TaskId> taken = new ArrayList<>();
      for (Future<List<TaskId>> taker : takers) {
        taken.addAll(taker.get());
      }
      assertThat(taken).doesNotHaveDuplicates().hasSize(60);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<TaskId> takeAll(WorkerId taker) {
    var limits = List.of(new LineLimit(Sample.LINE, 3));
    List<TaskId> taken = new ArrayList<>();
    List<Claim> more;
    int number = 0;
    do {
      ClaimId id = new ClaimId(taker, ++number);
      var request = new ClaimRequest(id, limits, List.of(Lane.values()), 3, 0, ANY_SIZE);
      more = stores.runs().claim(request).tasks();
      taken.addAll(ids(more));
    } while (!more.isEmpty() || ready() > 0);
    return taken;
  }

  private long ready() {
    return stores.queries().depths().stream().mapToLong(d -> d.ready()).sum();
  }

  @Test
  void what_came_due_is_made_ready_the_earliest_first_and_no_more_than_asked() {
    insert(
        Sample.of(1).due(Due.in(Duration.ofSeconds(20))),
        Sample.of(2).due(Due.in(Duration.ofSeconds(10))),
        Sample.of(3).due(Due.in(Duration.ofSeconds(60))));
    assertThat(stores.runs().promote(9)).isZero();
    fixture.advance(Duration.ofSeconds(20));

    assertThat(stores.runs().promote(1)).isOne();
    assertThat(standing(Sample.id(2)).fence()).isEqualTo(new Fence(0));
    assertThat(ids(claim(9))).containsExactly(Sample.id(2));
    assertThat(stores.runs().promote(9)).isOne();
    assertThat(stores.runs().promote(9)).isZero();
    assertThat(ids(claim(9))).containsExactly(Sample.id(1));
  }

  @Test
  void a_suspect_that_came_due_is_still_a_suspect() {
    Run lost = Sample.run(TaskStatus.INTERRUPTED, Payload.NONE, 1, 1);
    end(running(Sample.of(1)), Outcome.of(lost, Due.in(Duration.ofSeconds(5))));
    fixture.advance(Duration.ofSeconds(5));
    assertThat(stores.runs().promote(9)).isOne();

    assertThat(claimed(asking(9, 0, Sample.LINE)).tasks()).isEmpty();
    assertThat(claimed(asking(9, 1, Sample.LINE)).tasks()).hasSize(1);
  }
}
