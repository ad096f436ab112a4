package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.preset.Preset;
import dev.stint.application.preset.Presets;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * Seed 004's states, and its successor's table of events, through the real engine and its preset.
 */
abstract class AdtRows extends Rows {

  private static final Preset RULES = Presets.adt();
  private static final StepPolicy WAY = StepPolicy.endless(1, new Random(1));

  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Scripted callback = new Scripted("callback", calls);
  private final TaskType<String> type = type("adt");

  AdtRows(RowStore store) {
    super(store);
  }

  private Stint stint() {
    return host(
        RULES.config().poll(Duration.ofMillis(20)).parallelism(1).prefetch(Duration.ZERO),
        RULES.of(TaskDefinition.of(type).then(callback.definition())));
  }

  private static TaskId request(Stint stint, Request<String> wish) {
    return stint.tasks().request(wish).id();
  }

  private long runs() {
    return calls.stream().filter("execute callback"::equals).count();
  }

  @Test
  void requested_then_started_then_done() {
    Stint stint = stint();
    callback.executing(
        (text, context) -> {
          calls.add(status(stint, context.task()).name());
          return StepOutcome.done();
        });
    TaskId task = request(stint, type.with("x"));
    assertThat(status(stint, task)).isEqualTo(TaskStatus.PENDING);

    pass(stint);

    assertThat(calls).contains("RUNNING");
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(RULES.config().parallelism()).isEqualTo(16);
  }

  @Test
  void a_permanent_error_is_never_tried_again() {
    callback.executing(
        (text, context) -> {
          throw new PermanentFailureException("no such order");
        });
    Stint stint = stint();
    TaskId task = request(stint, type.with("x"));

    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.FAILED);
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void any_other_error_is_tried_again_after_a_wait_that_doubles_from_a_minute() {
    callback.executing(
        (text, context) -> {
          throw new java.io.IOException("down");
        });
    Stint stint = stint();
    TaskId task = request(stint, type.with("x"));

    pass(stint);

    Run run = run(stint, task);
    assertThat(run.status()).isEqualTo(TaskStatus.RETRYING);
    assertThat(run.attempt()).isEqualTo(1);
    Instant failed = stint.ask().history(task, 1, 0).get(0).at();
    assertThat(Duration.between(failed, row(stint, task).due()).toSeconds()).isBetween(29L, 61L);
    assertThat(RULES.retry().retries()).isEqualTo(RetryPolicy.UNTIL_IT_SUCCEEDS);
  }

  @Test
  void waiting_costs_no_attempt_and_goes_on_as_the_same_task() {
    callback.executing(
        (text, context) -> {
          assertThat(context.attempt()).isZero();
          return runs() < 4 ? StepOutcome.snooze(Duration.ofMillis(1)) : StepOutcome.done();
        });
    Stint stint = stint();
    TaskId task = request(stint, type.with("x"));

    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(runs()).isEqualTo(4);
    assertThat(stint.ask().list(of(type))).hasSize(1);
  }

  @Test
  void a_skip_is_finished_with_its_message() {
    callback.executing((text, context) -> StepOutcome.skip("nothing to send"));
    Stint stint = stint();
    TaskId task = request(stint, type.with("x"));

    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(runs()).isEqualTo(1);
    assertThat(stint.ask().messages(task))
        .anyMatch(noted -> noted.message().text().contains("nothing to send"));
  }

  @Test
  void die_lets_the_outcome_stand_and_the_consumer_exits_before_its_next_job() {
    callback.executing(
        (text, context) -> {
          context.stopWorker("die");
          return StepOutcome.done();
        });
    Stint stint = stint();
    TaskId first = request(stint, type.with("first"));
    TaskId second = request(stint, type.with("second"));

    RunBatch.Report report = pass(stint);

    assertThat(report.drained()).isFalse();
    assertThat(status(stint, first)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(status(stint, second)).isEqualTo(TaskStatus.PENDING);
  }

  @Test
  void processing_that_nobody_touches_is_reaped_with_its_reason_and_tried_again() {
    Stint stint = stint();
    TaskId task = request(stint, type.with("x"));
    DeadWorker.at(seat.stores(), task, claimed -> WAY.checkpoint(claimed, Payload.of("half")));

    awaiting()
        .until(
            () -> {
              pass(stint);
              return status(stint, task) != TaskStatus.RUNNING;
            });

    assertThat(callback.failure().isPresent() || run(stint, task).interruption().isPresent())
        .isTrue();
    assertThat(run(stint, task).status()).isNotEqualTo(TaskStatus.FAILED);
  }

  @Test
  void a_temporarily_failed_head_keeps_its_serial_group_and_others_go_on() {
    callback.executing(
        (text, context) -> {
          calls.add(text);
          return text.equals("head") ? StepOutcome.fail("later") : StepOutcome.done();
        });
    Stint stint = stint();
    TaskId head = request(stint, type.with("head").serialKey(own("group")));
    TaskId next = request(stint, type.with("next").serialKey(own("group")));
    TaskId other = request(stint, type.with("other").serialKey(own("another")));

    pass(stint);

    assertThat(status(stint, head)).isEqualTo(TaskStatus.RETRYING);
    assertThat(status(stint, other)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(status(stint, next).finished()).isFalse();
    assertThat(calls).doesNotContain("next");
  }

  @Test
  void one_of_an_identifier_is_unfinished_at_a_time() {
    Stint stint = stint();
    TaskId first = request(stint, type.with("x").key(own("id")));
    assertThat(request(stint, type.with("x").key(own("id")))).isEqualTo(first);
    pass(stint);

    assertThat(runs()).isEqualTo(1);
    assertThat(request(stint, type.with("x").key(own("id")))).isNotEqualTo(first);
  }

  @Test
  void a_preset_leaves_an_actions_own_settings_alone() {
    callback.executing((text, context) -> StepOutcome.fail("no"));
    TaskDefinition<String> own =
        TaskDefinition.of(type).then(callback.definition().retry(RetryPolicy.NEVER));
    Stint stint = host(RULES.config().poll(Duration.ofMillis(20)), RULES.of(own));
    TaskId task = request(stint, type.with("x"));

    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.FAILED);
    assertThat(runs()).isEqualTo(1);
  }
}
