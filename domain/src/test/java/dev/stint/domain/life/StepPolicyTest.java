package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StepPolicyTest {

  private static final Failure BOOM = Failure.temporary("boom", "boom");
  private static final RetryPolicy TWICE = RetryPolicy.fixed(2, Duration.ofSeconds(5));
  private static final Payload HERE = Payload.of("here");

  private final StepPolicy plain = journey(false, GiveUp.FAIL_TASK);
  private final StepPolicy hooked = journey(true, GiveUp.CONTINUE);
  private final Run claimed = StepPolicy.claimed(Run.NEW);

  @Test
  void a_loss_costs_no_attempt_and_makes_a_suspect() {
    Outcome lost = plain.crashed(claimed, BOOM);
    assertThat(lost.run().losses()).isEqualTo(1);
    assertThat(lost.run().attempt()).isZero();
    assertThat(lost.rank()).isEqualTo(ClaimRank.INTERRUPTED);
    assertThat(plain.mustBegin(claimed, Step.EXECUTE)).isFalse();
    assertThat(plain.mustBegin(StepPolicy.claimed(lost.run()), Step.EXECUTE)).isTrue();
    Outcome again = plain.crashed(StepPolicy.claimed(lost.run()), BOOM);
    assertThat(again.due()).isEqualTo(Due.in(Duration.ofSeconds(5)));
  }

  @Test
  void poison_fails_after_its_retries() {
    Run run = Run.NEW;
    int deaths = 0;
    while (!run.status().finished()) {
      Run now = StepPolicy.claimed(run);
      now = plain.mustBegin(now, Step.EXECUTE) ? plain.begun(now, Step.EXECUTE) : now;
      run = plain.crashed(now, BOOM).run();
      deaths++;
    }
    assertThat(run.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(deaths).isEqualTo(4);
  }

  @Test
  void a_cursor_that_advances_clears_what_counted_against_the_task() {
    Run failed = StepPolicy.claimed(plain.fail(claimed, BOOM).run());
    assertThat(failed.attempt()).isEqualTo(1);
    assertThat(plain.checkpoint(failed, Payload.NONE).attempt()).isEqualTo(1);
    assertThat(plain.checkpoint(failed, HERE).attempt()).isZero();
  }

  @Test
  void a_hundred_idle_yields_cost_one_attempt() {
    Run run = Run.NEW;
    for (int i = 1; i < StepPolicy.IDLE_YIELDS; i++) {
      run = plain.yield(StepPolicy.claimed(run), Payload.NONE).run();
      assertThat(run.attempt()).isZero();
    }
    run = plain.yield(StepPolicy.claimed(run), Payload.NONE).run();
    assertThat(run.status()).isEqualTo(TaskStatus.RETRYING);
    assertThat(run.attempt()).isEqualTo(1);
  }

  @Test
  void a_wait_that_runs_out_under_continue_goes_on_with_the_next_action() {
    Run blocked = hooked.block(claimed, HERE, Waits.A_DAY).run();
    Run next = hooked.giveUp(blocked, BOOM).run();
    assertThat(next.status()).isEqualTo(TaskStatus.YIELDED);
    assertThat(next.action()).isEqualTo(1);
    assertThat(next.blocked()).isEmpty();
    assertThat(hooked.fail(blocked, BOOM).run().status()).isEqualTo(TaskStatus.RETRYING);
  }

  @Test
  void a_hook_that_hangs_is_a_death_of_that_hook() {
    Run hung = hooked.timedOut(hooked.begun(claimed, Step.START), BOOM).run();
    assertThat(hung.entry()).isEqualTo(Entry.START);
    assertThat(hung.hookDeaths()).isEqualTo(1);
    assertThat(hung.interruption()).contains(Interruption.TIMEOUT);
  }

  @Test
  void release_hands_the_task_back_as_it_was() {
    assertThat(StepPolicy.released(claimed, TaskStatus.PENDING)).isEqualTo(Run.NEW);
  }

  @Test
  void a_signal_bends_all_but_a_finished_end() {
    Outcome done = plain.succeed(claimed);
    assertThat(done.under(Signal.CANCEL)).isEqualTo(done);
    assertThat(done.under(Signal.PAUSE)).isEqualTo(done);
    assertThat(done.under(Signal.REMOVE).removed()).isTrue();
    Outcome yielded = plain.yield(claimed, HERE);
    assertThat(yielded.under(Signal.NONE)).isEqualTo(yielded);
    assertThat(yielded.under(Signal.CANCEL).run().status()).isEqualTo(TaskStatus.CANCELLED);
    Run paused = yielded.under(Signal.PAUSE).run();
    assertThat(Steering.resume(paused).orElseThrow().run()).isEqualTo(yielded.run());
    assertThat(yielded.under(Signal.REMOVE).finished()).isTrue();
  }

  @Test
  void a_shutdown_costs_nothing_and_a_snooze_keeps_the_count() {
    Run begun = hooked.begun(claimed, Step.EXECUTE);
    Run shut = hooked.shutDown(begun).run();
    assertThat(shut.entry()).isEqualTo(Entry.RECOVER);
    assertThat(shut.attempt()).isZero();
    assertThat(hooked.shutDown(claimed).run().entry()).isEqualTo(Entry.START);
    Run failed = StepPolicy.claimed(plain.fail(claimed, BOOM).run());
    assertThat(plain.snooze(failed, Payload.NONE, Due.NOW).run().attempt()).isEqualTo(1);
    assertThat(plain.snooze(failed, HERE, Due.NOW).run().attempt()).isZero();
    assertThat(plain.timedOut(claimed, BOOM).run().attempt()).isEqualTo(1);
  }

  @Test
  void a_yielded_task_goes_behind_those_that_wait_or_before_new_ones() {
    StepPolicy eager =
        new StepPolicy(List.of(ActionPolicy.of("a")), Turn.RESUME_FIRST, new Random(1));
    assertThat(plain.yield(claimed, HERE).rank()).isEqualTo(ClaimRank.ORDINARY);
    assertThat(eager.yield(claimed, HERE).rank()).isEqualTo(ClaimRank.RESUMED);
    assertThat(plain.yieldBetween(claimed).rank()).isEqualTo(ClaimRank.ORDINARY);
    assertThat(eager.yieldBetween(claimed).rank()).isEqualTo(ClaimRank.RESUMED);
  }

  @Test
  void progress_before_a_yield_or_a_wait_clears_what_counted() {
    Run tired = StepPolicy.claimed(plain.fail(claimed, BOOM).run());
    Run idle = StepPolicy.claimed(plain.yield(tired, Payload.NONE).run());
    assertThat(idle).extracting(Run::attempt, Run::idleYields).containsExactly(1, 1);
    assertThat(plain.yield(idle, HERE).run())
        .extracting(Run::attempt, Run::idleYields)
        .containsExactly(0, 0);
    assertThat(plain.snooze(idle, HERE, Due.NOW).run().idleYields()).isZero();
    assertThat(plain.snooze(idle, Payload.NONE, Due.NOW).run().idleYields()).isEqualTo(1);
    assertThat(plain.block(idle, HERE, Waits.A_DAY).run())
        .extracting(Run::attempt, Run::idleYields, Run::heldFrom)
        .containsExactly(0, 0, Optional.of(TaskStatus.YIELDED));
    assertThat(plain.block(idle, Payload.NONE, Waits.A_DAY).run())
        .extracting(Run::attempt, Run::idleYields)
        .containsExactly(1, 1);
  }

  @Test
  void a_permanent_failure_spends_no_further_try() {
    Failure fatal = Failure.permanent("fatal", "fatal");
    assertThat(plain.fail(claimed, fatal).run().status()).isEqualTo(TaskStatus.FAILED);
    Run starting = hooked.begun(claimed, Step.START);
    assertThat(hooked.hookFailed(starting, fatal).run().action()).isEqualTo(1);
    Outcome again = hooked.hookFailed(starting, BOOM);
    assertThat(again.run().hookDeaths()).isEqualTo(1);
    assertThat(again.due()).isEqualTo(Due.in(Duration.ofSeconds(5)));
  }

  @Test
  void a_wait_that_is_void_fails_the_task_and_waits_no_more() {
    Run blocked = plain.block(claimed, HERE, Waits.A_DAY).run();
    Run failed = plain.giveUp(blocked, BOOM).run();
    assertThat(failed.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(failed.blocked()).isEmpty();
    assertThat(failed.heldFrom()).isEmpty();
  }

  @Test
  void only_hooks_and_suspects_are_written_ahead_and_each_step_once() {
    assertThat(hooked.next(claimed)).isEqualTo(Step.START);
    assertThat(hooked.mustBegin(claimed, Step.START)).isTrue();
    Run starting = hooked.begun(claimed, Step.START);
    assertThat(hooked.mustBegin(starting, Step.START)).isFalse();
    Run proceeded = hooked.proceed(starting);
    assertThat(hooked.next(proceeded)).isEqualTo(Step.EXECUTE);
    assertThat(hooked.mustBegin(proceeded, Step.EXECUTE)).isFalse();
    Run second = plain.nextAction(proceeded);
    assertThat(plain.mustBegin(second, Step.EXECUTE)).isFalse();
    Run suspect = StepPolicy.claimed(plain.crashed(claimed, BOOM).run());
    assertThat(plain.mustBegin(suspect, Step.EXECUTE)).isTrue();
    assertThat(plain.mustBegin(suspect, Step.GIVE_UP)).isFalse();
    assertThat(plain.mustBegin(suspect, Step.FINISH)).isFalse();
    assertThat(plain.mustBegin(plain.begun(suspect, Step.EXECUTE), Step.EXECUTE)).isFalse();
  }

  @Test
  void half_a_pair_of_hooks_is_written_ahead_too() {
    var start = new ActionPolicy("s", true, false, TWICE, 2, GiveUp.FAIL_TASK);
    var recover = new ActionPolicy("r", false, true, TWICE, 2, GiveUp.FAIL_TASK);
    StepPolicy mixed = new StepPolicy(List.of(start, recover), Turn.FAIR, new Random(1));
    assertThat(mixed.next(claimed)).isEqualTo(Step.START);
    assertThat(mixed.mustBegin(claimed, Step.START)).isTrue();
    Run second = mixed.nextAction(claimed);
    assertThat(mixed.next(second)).isEqualTo(Step.EXECUTE);
    assertThat(mixed.mustBegin(second, Step.EXECUTE)).isTrue();
    Run failedFirst = StepPolicy.claimed(mixed.fail(claimed, BOOM).run());
    assertThat(mixed.next(failedFirst)).isEqualTo(Step.EXECUTE);
    Run failedSecond = StepPolicy.claimed(mixed.fail(second, BOOM).run());
    assertThat(mixed.next(failedSecond)).isEqualTo(Step.RECOVER);
  }

  @Test
  void a_recover_hook_may_set_another_cursor() {
    Run recovering = hooked.begun(claimed, Step.RECOVER);
    Run proceeded = hooked.proceed(recovering, HERE);
    assertThat(proceeded.cursor()).isEqualTo(HERE);
    assertThat(proceeded.entry()).isEqualTo(Entry.EXECUTE);
  }

  @Test
  void what_cannot_be_read_waits_for_a_build_that_can() {
    Outcome parked = Waiting.unreadable(claimed, TaskStatus.RETRYING, BOOM);
    assertThat(parked.run().failure()).contains(BOOM);
    assertThat(parked.due()).isEqualTo(Due.UNCHANGED);
    assertThat(Steering.unblock(parked.run()).orElseThrow().run().status())
        .isEqualTo(TaskStatus.RETRYING);
  }

  @Test
  void only_a_finished_or_removed_task_is_over() {
    assertThat(plain.yield(claimed, HERE).finished()).isFalse();
    assertThat(plain.succeed(claimed).finished()).isTrue();
    assertThat(plain.yield(claimed, HERE).under(Signal.PAUSE).finished()).isFalse();
  }

  private static StepPolicy journey(boolean hooks, GiveUp giveUp) {
    var action = new ActionPolicy("a", hooks, hooks, TWICE, 2, giveUp);
    return new StepPolicy(List.of(action, action), Turn.FAIR, new Random(1));
  }
}
