package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of a stint that ended before its end; waits grow by 10 s, so each one is known. */
class FailurePolicyTest {

  private static final Failure BOOM = Failure.temporary("boom", "boom");
  private static final RetryPolicy GROWING = RetryPolicy.linear(2, Duration.ofSeconds(10), 1);

  private final StepPolicy plain = journey(false, GiveUp.FAIL_TASK);
  private final StepPolicy hooked = journey(true, GiveUp.FAIL_TASK);
  private final StepPolicy lenient = journey(false, GiveUp.CONTINUE);
  private final Run claimed = StepPolicy.claimed(Run.NEW);

  private static Due after(int seconds) {
    return Due.in(Duration.ofSeconds(seconds));
  }

  @Test
  void the_first_crash_at_work_goes_first_and_later_ones_wait_like_failures() {
    Outcome first = plain.crashed(plain.begun(claimed, Step.EXECUTE), BOOM);
    assertThat(first.run().attempt()).isEqualTo(1);
    assertThat(first.run().entry()).isEqualTo(Entry.RECOVER);
    assertThat(first.run().failure()).contains(BOOM);
    assertThat(first.due()).isEqualTo(Due.NOW);
    assertThat(first.rank()).isEqualTo(ClaimRank.INTERRUPTED);
    Run again = plain.begun(StepPolicy.claimed(first.run()), Step.EXECUTE);
    Outcome second = plain.crashed(again, BOOM);
    assertThat(second.due()).isEqualTo(after(20));
    assertThat(second.rank()).isEqualTo(ClaimRank.ORDINARY);
    Run third = plain.begun(StepPolicy.claimed(second.run()), Step.EXECUTE);
    Outcome last = plain.crashed(third, BOOM);
    assertThat(last.run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(last.run().interruption()).contains(Interruption.CRASH);
  }

  @Test
  void losses_in_a_row_wait_longer_each_time_and_never_cost_an_attempt() {
    Run run = Run.NEW;
    List<Due> dues = List.of(Due.NOW, after(10), after(20), after(30));
    for (Due due : dues) {
      Outcome lost = plain.crashed(StepPolicy.claimed(run), BOOM);
      assertThat(lost.due()).isEqualTo(due);
      run = lost.run();
    }
    assertThat(run.losses()).isEqualTo(4);
    assertThat(run.attempt()).isZero();
    assertThat(run.suspect()).isTrue();
  }

  @Test
  void what_may_have_only_waited_behind_a_crash_goes_on_behind_it_and_before_what_is_new() {
    Run halfway = plain.yield(claimed, Payload.of("half")).run();

    Outcome waited = plain.crashed(StepPolicy.claimed(halfway), BOOM);

    assertThat(waited.rank()).isEqualTo(ClaimRank.RESUMED);
    assertThat(waited.due()).isEqualTo(Due.NOW);
    assertThat(plain.crashed(claimed, BOOM).rank()).isEqualTo(ClaimRank.INTERRUPTED);
  }

  @Test
  void a_suspect_that_gets_anywhere_is_one_no_more() {
    Run suspect = StepPolicy.claimed(plain.crashed(claimed, BOOM).run());
    assertThat(plain.yield(suspect, Payload.NONE).run().suspect()).isFalse();
    assertThat(plain.yieldBetween(suspect).run().suspect()).isFalse();
    assertThat(plain.fail(suspect, BOOM).run().suspect()).isFalse();
    assertThat(plain.checkpoint(suspect, Payload.of("here")).suspect()).isFalse();
    assertThat(plain.checkpoint(suspect, Payload.NONE).suspect()).isTrue();
    assertThat(plain.nextAction(suspect).suspect()).isFalse();
  }

  @Test
  void a_hang_waits_like_a_failure_from_the_first_one_on() {
    Outcome first = plain.timedOut(claimed, BOOM);
    assertThat(first.due()).isEqualTo(after(10));
    assertThat(first.rank()).isEqualTo(ClaimRank.ORDINARY);
    assertThat(first.run().interruption()).contains(Interruption.TIMEOUT);
  }

  @Test
  void a_hang_in_the_recover_hook_is_a_death_of_that_hook_too() {
    Run failed = hooked.fail(hooked.begun(claimed, Step.EXECUTE), BOOM).run();
    Run recovering = hooked.begun(StepPolicy.claimed(failed), Step.RECOVER);
    Run hung = hooked.timedOut(recovering, BOOM).run();
    assertThat(hung.hookDeaths()).isEqualTo(1);
    assertThat(hung.attempt()).isEqualTo(1);
    assertThat(hung.entry()).isEqualTo(Entry.RECOVER);
  }

  @Test
  void a_hook_that_dies_is_tried_again_and_then_its_action_is_given_up() {
    Run run = Run.NEW;
    List<Due> dues = List.of(Due.NOW, after(10), after(20));
    for (Due due : dues) {
      Run starting = hooked.begun(StepPolicy.claimed(run), hooked.next(StepPolicy.claimed(run)));
      assertThat(starting.phase()).isEqualTo(Phase.STARTING);
      Outcome died = hooked.crashed(starting, BOOM);
      assertThat(died.due()).isEqualTo(due);
      assertThat(died.rank())
          .isEqualTo(due == Due.NOW ? ClaimRank.INTERRUPTED : ClaimRank.ORDINARY);
      run = died.run();
    }
    assertThat(run.attempt()).isZero();
    assertThat(hooked.next(StepPolicy.claimed(run))).isEqualTo(Step.GIVE_UP);
  }

  @Test
  void a_hook_that_hangs_the_first_time_waits_all_the_same() {
    Outcome hung = hooked.timedOut(hooked.begun(claimed, Step.START), BOOM);
    assertThat(hung.due()).isEqualTo(after(10));
    assertThat(hung.rank()).isEqualTo(ClaimRank.ORDINARY);
  }

  @Test
  void lost_between_two_actions_an_action_with_hooks_has_not_begun() {
    Run between = hooked.nextAction(hooked.begun(claimed, Step.EXECUTE));
    assertThat(hooked.crashed(between, BOOM).run().attempt()).isZero();
    assertThat(hooked.crashed(between, BOOM).run().losses()).isEqualTo(1);
    Run bare = plain.nextAction(plain.begun(claimed, Step.EXECUTE));
    assertThat(plain.crashed(bare, BOOM).run().attempt()).isEqualTo(1);
  }

  @Test
  void lost_after_the_last_action_nothing_is_done_twice() {
    Run over = plain.nextAction(plain.nextAction(plain.begun(claimed, Step.EXECUTE)));
    Run lost = plain.crashed(over, BOOM).run();
    assertThat(lost.attempt()).isZero();
    assertThat(plain.next(StepPolicy.claimed(lost))).isEqualTo(Step.FINISH);
    Outcome twice = plain.crashed(StepPolicy.claimed(lost), BOOM);
    assertThat(twice.run().status()).isEqualTo(TaskStatus.INTERRUPTED);
  }

  @Test
  void an_action_that_ran_out_of_attempts_is_dropped_under_continue() {
    Run run = Run.NEW;
    for (int i = 0; i < 3; i++) {
      run = lenient.crashed(lenient.begun(StepPolicy.claimed(run), Step.EXECUTE), BOOM).run();
    }
    assertThat(run.status()).isEqualTo(TaskStatus.YIELDED);
    assertThat(run.action()).isEqualTo(1);
    assertThat(run.attempt()).isZero();
    Run last = lenient.begun(StepPolicy.claimed(run), Step.EXECUTE);
    assertThat(lenient.giveUp(last, BOOM).run().status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_shutdown_costs_nothing_wherever_it_comes() {
    Outcome before = plain.shutDown(claimed);
    assertThat(before.run()).extracting(Run::attempt, Run::losses).containsExactly(0, 0);
    assertThat(before.rank()).isEqualTo(ClaimRank.INTERRUPTED);
    assertThat(before.run().interruption()).contains(Interruption.SHUTDOWN);
    Run between = hooked.nextAction(hooked.begun(claimed, Step.EXECUTE));
    assertThat(hooked.shutDown(between).run().entry()).isEqualTo(Entry.START);
    Run over = plain.nextAction(plain.nextAction(plain.begun(claimed, Step.EXECUTE)));
    assertThat(plain.shutDown(over).run().entry()).isEqualTo(Entry.START);
  }

  @Test
  void a_task_that_this_build_does_not_know_is_never_given_up() {
    StepPolicy unknown = StepPolicy.endless(1, new Random(1));
    Run run = Run.NEW;
    for (int i = 0; i < 50; i++) {
      run = unknown.crashed(unknown.begun(StepPolicy.claimed(run), Step.EXECUTE), BOOM).run();
    }
    assertThat(run.status()).isEqualTo(TaskStatus.INTERRUPTED);
    Outcome next = unknown.crashed(unknown.begun(StepPolicy.claimed(run), Step.EXECUTE), BOOM);
    assertThat(next.due()).isEqualTo(after(60));
  }

  private static StepPolicy journey(boolean hooks, GiveUp giveUp) {
    var action = new ActionPolicy("a", hooks, hooks, GROWING, 2, giveUp);
    return new StepPolicy(List.of(action, action), Turn.FAIR, new Random(1));
  }
}
