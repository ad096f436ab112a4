package dev.stint.domain.life;

import static dev.stint.domain.random.RandomCases.check;
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

/** Turns of a journey that a worker, a person and a crash can take in any order. */
class JourneyTurnsTest {

  private static final Failure BOOM = Failure.temporary("boom", "boom");
  private static final Failure FOR_GOOD = Failure.permanent("bad", "bad");
  private static final Payload HERE = Payload.of("here");
  private static final int ACTIONS = 3;

  private static StepPolicy journey(Turn turn, GiveUp giveUp, boolean start, boolean recover) {
    RetryPolicy retry = RetryPolicy.fixed(2, Duration.ofSeconds(5));
    ActionPolicy action = new ActionPolicy("act", start, recover, retry, 2, giveUp);
    return new StepPolicy(List.of(action, action, action), turn, new Random(7));
  }

  private final StepPolicy fair = journey(Turn.FAIR, GiveUp.FAIL_TASK, false, false);
  private final StepPolicy resuming = journey(Turn.RESUME_FIRST, GiveUp.CONTINUE, true, true);
  private final Run claimed = StepPolicy.claimed(Run.NEW);

  @Test
  void a_yielded_task_goes_before_new_ones_only_where_resumed_work_is_first() {
    assertThat(fair.yield(claimed, HERE).rank()).isEqualTo(ClaimRank.ORDINARY);
    assertThat(resuming.yield(claimed, HERE).rank()).isEqualTo(ClaimRank.RESUMED);
    assertThat(fair.yieldBetween(fair.nextAction(claimed)).rank()).isEqualTo(ClaimRank.ORDINARY);
    assertThat(resuming.yieldBetween(claimed).rank()).isEqualTo(ClaimRank.RESUMED);
  }

  @Test
  void snoozing_costs_nothing_and_an_advance_clears_the_attempts() {
    Run failed = StepPolicy.claimed(fair.fail(claimed, BOOM).run());

    Outcome still = fair.snooze(failed, Payload.NONE, Due.in(Duration.ofMinutes(1)));
    Outcome moved = fair.snooze(failed, HERE, Due.in(Duration.ofMinutes(1)));

    assertThat(still.run().attempt()).isEqualTo(1);
    assertThat(moved.run().attempt()).isZero();
    assertThat(moved.run().status()).isEqualTo(TaskStatus.YIELDED);
    assertThat(moved.due()).isEqualTo(Due.in(Duration.ofMinutes(1)));
  }

  @Test
  void waiting_keeps_the_attempts_unless_the_cursor_moved() {
    Run failed = StepPolicy.claimed(fair.fail(claimed, BOOM).run());

    assertThat(fair.block(failed, Payload.NONE, Waits.A_DAY).run().attempt()).isEqualTo(1);
    assertThat(fair.block(failed, HERE, Waits.A_DAY).run().attempt()).isZero();
  }

  @Test
  void an_action_without_the_hook_executes_where_the_hook_would_be() {
    Run recovering = StepPolicy.claimed(fair.fail(claimed, BOOM).run());

    assertThat(fair.next(claimed)).isEqualTo(Step.EXECUTE);
    assertThat(fair.next(recovering)).isEqualTo(Step.EXECUTE);
    assertThat(resuming.next(claimed)).isEqualTo(Step.START);
    assertThat(resuming.next(StepPolicy.claimed(resuming.fail(claimed, BOOM).run())))
        .isEqualTo(Step.RECOVER);
  }

  @Test
  void a_hook_that_fails_is_tried_again_and_one_that_fails_permanently_is_not() {
    Run starting = resuming.begun(claimed, Step.START);

    Outcome again = resuming.hookFailed(starting, BOOM);
    assertThat(again.run().status()).isEqualTo(TaskStatus.RETRYING);
    assertThat(again.run().hookDeaths()).isEqualTo(1);
    assertThat(again.run().attempt()).isZero();

    Outcome over = resuming.hookFailed(starting, FOR_GOOD);
    assertThat(over.run().action()).isEqualTo(1);
    assertThat(over.run().status()).isEqualTo(TaskStatus.YIELDED);
  }

  @Test
  void a_permanent_failure_spends_no_further_try() {
    assertThat(fair.fail(claimed, FOR_GOOD).run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(fair.fail(claimed, BOOM).run().status()).isEqualTo(TaskStatus.RETRYING);
  }

  @Test
  void the_last_action_that_gives_up_under_continue_succeeds_also_after_a_wait() {
    Run last = resuming.nextAction(resuming.nextAction(claimed));
    assertThat(resuming.giveUp(last, BOOM).run().status()).isEqualTo(TaskStatus.SUCCEEDED);

    Run waits = resuming.block(last, HERE, Waits.A_DAY).run();
    Run on = resuming.giveUp(waits, BOOM).run();
    assertThat(on.status()).isEqualTo(TaskStatus.YIELDED);
    assertThat(resuming.next(StepPolicy.claimed(on))).isEqualTo(Step.FINISH);
  }

  @Test
  void only_what_is_about_to_run_user_code_must_begin() {
    Run starting = resuming.begun(claimed, Step.START);

    assertThat(resuming.mustBegin(claimed, Step.START)).isTrue();
    assertThat(resuming.mustBegin(starting, Step.START)).isFalse();
    assertThat(resuming.mustBegin(resuming.proceed(starting), Step.EXECUTE)).isFalse();
    assertThat(resuming.mustBegin(claimed, Step.FINISH)).isFalse();
    assertThat(resuming.mustBegin(claimed, Step.GIVE_UP)).isFalse();
    assertThat(fair.mustBegin(claimed, Step.EXECUTE)).isFalse();
  }

  @Test
  void a_task_paused_while_it_waited_resumes_waiting_and_then_goes_on() {
    Run waits = fair.block(fair.checkpoint(claimed, HERE), HERE, Waits.A_DAY).run();

    Run paused = Steering.pause(waits).orElseThrow().run();
    assertThat(paused.status()).isEqualTo(TaskStatus.PAUSED);
    Run resumed = Steering.resume(paused).orElseThrow().run();
    assertThat(resumed.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(resumed.cursor()).isEqualTo(HERE);
    assertThat(Steering.unblock(resumed).orElseThrow().run().status())
        .isEqualTo(TaskStatus.YIELDED);
  }

  @Test
  void a_new_task_paused_while_it_waited_its_turn_is_new_when_it_goes_on() {
    Run waits = Steering.block(Run.NEW, Block.TURN).orElseThrow().run();
    Run resumed = Steering.resume(Steering.pause(waits).orElseThrow().run()).orElseThrow().run();

    assertThat(resumed).isEqualTo(Run.NEW);
  }

  /** What can happen to a claimed task. */
  enum Turning {
    BEGIN,
    CHECKPOINT,
    NEXT,
    YIELD,
    SNOOZE,
    FAIL,
    CRASH,
    SHUT_DOWN,
    TIME_OUT
  }

  @Test
  void every_walk_stays_on_the_table_and_can_go_on_or_is_finished() {
    check(
        1_000,
        values ->
            every_walk_stays_on_the_table_and_can_go_on_or_is_finished(
                values.list(0, 60, () -> values.of(Turning.values())),
                values.anyBoolean(),
                values.anyBoolean()));
  }

  private static void every_walk_stays_on_the_table_and_can_go_on_or_is_finished(
      List<Turning> walk, boolean resumeFirst, boolean hooks) {
    StepPolicy journey =
        journey(
            resumeFirst ? Turn.RESUME_FIRST : Turn.FAIR,
            resumeFirst ? GiveUp.CONTINUE : GiveUp.FAIL_TASK,
            hooks,
            hooks);
    Run run = Run.NEW;
    for (int i = 0; i < walk.size() && !run.status().finished(); i++) {
      run =
          step(
              journey,
              run.status() == TaskStatus.RUNNING ? run : StepPolicy.claimed(run),
              walk.get(i),
              i);
      assertThat(run.action()).isBetween(0, ACTIONS);
      assertThat(run.attempt()).isBetween(0, 2);
      assertThat(run.idleYields()).isLessThan(StepPolicy.IDLE_YIELDS);
      assertThat(
              run.status().finished()
                  || run.status().claimable()
                  || run.status() == TaskStatus.RUNNING)
          .isTrue();
      assertThat(run.phase() == Phase.NONE).isEqualTo(run.status() != TaskStatus.RUNNING);
    }
  }

  private static Run step(StepPolicy journey, Run run, Turning turning, int number) {
    Step next = journey.next(run);
    if (next == Step.FINISH) {
      return journey.succeed(run).run();
    }
    if (next == Step.GIVE_UP) {
      return journey.giveUp(run, BOOM).run();
    }
    Payload cursor = Payload.of("at " + number);
    return switch (turning) {
      case BEGIN -> journey.begun(run, next);
      case CHECKPOINT -> journey.checkpoint(run, cursor);
      case NEXT -> journey.nextAction(run);
      case YIELD -> journey.yield(run, run.cursor()).run();
      case SNOOZE -> journey.snooze(run, run.cursor(), Due.NOW).run();
      case FAIL -> journey.fail(run, BOOM).run();
      case CRASH -> journey.crashed(run, BOOM).run();
      case SHUT_DOWN -> journey.shutDown(run).run();
      case TIME_OUT -> journey.timedOut(run, BOOM).run();
    };
  }
}
