package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Payload;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Seed 000's truth table, with its settings: CONTINUE, no hook retries, endless retries at once.
 */
class SeedTruthTableTest {

  private static final Failure BOOM = Failure.temporary("boom", "boom");

  private final Map<String, String> script = new HashMap<>();
  private final List<String> calls = new ArrayList<>();

  @Test
  void a_task_without_actions_finishes() {
    assertThat(pass(0, Run.NEW).status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void an_unknown_status_is_set_apart_and_not_deleted() {
    Run found = StepPolicy.claimed(Run.NEW);
    Run apart = Waiting.unreadable(found, TaskStatus.PENDING, BOOM).run();
    assertThat(apart.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(apart.blocked()).contains(Block.UNREADABLE);
  }

  @Test
  void init_and_execute_true_finish_the_task() {
    assertThat(pass(1, Run.NEW).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("init0", "execute0");
  }

  @Test
  void init_false_skips_the_action() {
    script.put("init0", "false");
    assertThat(pass(2, Run.NEW).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("init0", "init1", "execute1");
  }

  @Test
  void execute_false_pauses_until_the_next_pass() {
    script.put("execute0", "false");
    assertThat(pass(1, Run.NEW).status()).isEqualTo(TaskStatus.YIELDED);
  }

  @Test
  void execute_throws_and_the_next_pass_recovers() {
    script.put("execute0", "throws");
    Run failed = pass(1, Run.NEW);
    assertThat(failed.entry()).isEqualTo(Entry.RECOVER);
    script.clear();
    assertThat(pass(1, failed).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("init0", "execute0", "recover0", "execute0");
  }

  @Test
  void found_paused_executes_without_init_and_without_recovery() {
    script.put("execute0", "false");
    Run paused = pass(1, Run.NEW);
    script.clear();
    calls.clear();
    assertThat(pass(1, paused).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("execute0");
  }

  @Test
  void found_running_recovers_and_then_executes() {
    Run running = died("execute0");
    assertThat(running.phase()).isEqualTo(Phase.EXECUTING);
    assertThat(pass(1, running).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("recover0", "execute0");
  }

  @Test
  void found_running_and_recovery_false_drops_the_action() {
    Run running = died("execute0");
    script.put("recover0", "false");
    assertThat(pass(1, running).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("recover0");
  }

  @Test
  void init_throws_and_the_next_pass_drops_the_action() {
    script.put("init0", "throws");
    Run failed = pass(2, Run.NEW);
    assertThat(failed.entry()).isEqualTo(Entry.START);
    assertThat(failed.status().finished()).isFalse();
    assertThat(pass(2, failed).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("init0", "init1", "execute1");
  }

  @Test
  void found_starting_drops_the_action() {
    assertThat(pass(1, died("init0")).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).isEmpty();
  }

  @Test
  void found_recovering_drops_the_action() {
    Run running = died("execute0");
    script.put("recover0", "dies");
    Run recovering = pass(1, running);
    assertThat(recovering.phase()).isEqualTo(Phase.RECOVERING);
    calls.clear();
    assertThat(pass(1, recovering).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).isEmpty();
  }

  @Test
  void recovery_throws_and_the_task_stays_for_the_next_pass() {
    Run running = died("execute0");
    script.put("recover0", "throws");
    Run failed = pass(1, running);
    assertThat(failed.entry()).isEqualTo(Entry.RECOVER);
    assertThat(failed.status().finished()).isFalse();
  }

  @Test
  void two_actions_run_in_order() {
    pass(2, Run.NEW);
    assertThat(calls).containsExactly("init0", "execute0", "init1", "execute1");
  }

  @Test
  void the_second_action_is_untouched_while_the_first_pauses() {
    script.put("execute0", "false");
    assertThat(pass(2, Run.NEW).status()).isEqualTo(TaskStatus.YIELDED);
    assertThat(calls).containsExactly("init0", "execute0");
  }

  @Test
  void a_crash_between_two_actions_starts_the_next_one() {
    StepPolicy journey = journey(2);
    Run between = journey.nextAction(journey.begun(StepPolicy.claimed(Run.NEW), Step.EXECUTE));
    assertThat(pass(2, between).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).containsExactly("init1", "execute1");
  }

  private Run died(String where) {
    script.put(where, "dies");
    Run dead = pass(1, Run.NEW);
    script.clear();
    calls.clear();
    return dead;
  }

  private static StepPolicy journey(int actions) {
    RetryPolicy endless = RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ZERO);
    var action = new ActionPolicy("a", true, true, endless, 0, GiveUp.CONTINUE);
    return new StepPolicy(Collections.nCopies(actions, action), Turn.RESUME_FIRST, new Random(1));
  }

  /** One pass of the runner over one task; a run still RUNNING after it is a dead process. */
  private Run pass(int actions, Run found) {
    StepPolicy journey = journey(actions);
    boolean dead = found.status() == TaskStatus.RUNNING;
    Run run = StepPolicy.claimed(dead ? journey.crashed(found, BOOM).run() : found);
    while (run.status() == TaskStatus.RUNNING) {
      Step step = journey.next(run);
      run = journey.mustBegin(run, step) ? journey.begun(run, step) : run;
      String answer = ask(step, run);
      if (answer.equals("dies")) {
        return run;
      }
      run = after(journey, run, step, answer);
    }
    return run;
  }

  private String ask(Step step, Run run) {
    String hook =
        switch (step) {
          case START -> "init";
          case EXECUTE -> "execute";
          case RECOVER -> "recover";
          case GIVE_UP, FINISH -> "";
        };
    if (hook.isEmpty()) {
      return "";
    }
    calls.add(hook + run.action());
    return script.getOrDefault(hook + run.action(), "true");
  }

  private static Run after(StepPolicy journey, Run run, Step step, String answer) {
    return switch (step) {
      case FINISH -> journey.succeed(run).run();
      case GIVE_UP -> journey.nextAction(run);
      case EXECUTE ->
          switch (answer) {
            case "true" -> journey.nextAction(run);
            case "false" -> journey.yield(run, Payload.of("here")).run();
            default -> journey.fail(run, BOOM).run();
          };
      case START, RECOVER ->
          switch (answer) {
            case "true" -> journey.proceed(run);
            case "false" -> journey.nextAction(run);
            default -> journey.hookFailed(run, BOOM).run();
          };
    };
  }
}
