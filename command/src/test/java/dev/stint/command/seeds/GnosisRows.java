package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.preset.Preset;
import dev.stint.application.preset.Presets;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Seed 003's table of states through the real engine, under its preset. */
abstract class GnosisRows extends Rows {

  private static final StepPolicy WAY = StepPolicy.endless(1, new Random(1));

  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Scripted command = new Scripted("command", calls);
  private final TaskType<String> type = type("gnosis");

  GnosisRows(RowStore store) {
    super(store);
  }

  private Stint under(Preset rules) {
    return host(
        rules.config().poll(Duration.ofMillis(20)).parallelism(1).prefetch(Duration.ZERO),
        rules.of(TaskDefinition.of(type).then(command.definition())));
  }

  private TaskId request(Stint stint, Request<String> wish) {
    return stint.tasks().request(wish).id();
  }

  private long runs() {
    return calls.stream().filter("execute command"::equals).count();
  }

  @Test
  void created_is_pending_and_a_command_that_ends_normally_succeeded_with_its_result() {
    command.executing((text, context) -> StepOutcome.done(text + "!"));
    Stint stint = under(Presets.gnosis(0, Duration.ZERO, 0));
    TaskId task = request(stint, type.with("x"));
    assertThat(status(stint, task)).isEqualTo(TaskStatus.PENDING);

    pass(stint);

    TaskRow row = row(stint, task);
    assertThat(row.standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row.result().text()).isEqualTo("\"x!\"");
    assertThat(row.started()).isPresent();
    assertThat(row.finished()).isPresent();
  }

  @Test
  void created_paused_is_not_picked_and_pending_may_be_paused_and_resumed() {
    Stint stint = under(Presets.gnosis(0, Duration.ZERO, 0));
    TaskId held = request(stint, type.with("held").paused());
    TaskId paused = request(stint, type.with("paused"));
    stint.steer().pause(List.of(paused));
    pass(stint);
    assertThat(List.of(status(stint, held), status(stint, paused))).containsOnly(TaskStatus.PAUSED);
    assertThat(runs()).isZero();

    stint.steer().resume(List.of(held, paused));
    assertThat(status(stint, held)).isEqualTo(TaskStatus.PENDING);
    pass(stint);
    assertThat(List.of(status(stint, held), status(stint, paused)))
        .containsOnly(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_command_that_fails_without_attempts_left_failed_with_its_error() {
    command.executing((text, context) -> StepOutcome.fail("no such view"));
    Stint stint = under(Presets.gnosis(0, Duration.ZERO, 0));
    TaskId task = request(stint, type.with("x"));

    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.FAILED);
    assertThat(run(stint, task).failure().orElseThrow().message()).isEqualTo("no such view");
    assertThat(runs()).isEqualTo(1);
  }

  @Test
  void fail_attempts_are_re_executions_and_the_wait_grows_by_a_line() {
    command.executing((text, context) -> StepOutcome.fail("at " + context.attempt()));
    Stint stint = under(Presets.gnosis(2, Duration.ofHours(1), 3));
    TaskId task = request(stint, type.with("x"));
    pass(stint);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.RETRYING);
    assertThat(run(stint, task).attempt()).isEqualTo(1);
    Instant failed = stint.ask().history(task, 1, 0).get(0).at();
    assertThat(Duration.between(failed, row(stint, task).due()).toMinutes()).isBetween(59L, 60L);

    calls.clear();
    Stint atOnce = under(Presets.gnosis(2, Duration.ZERO, 3));
    TaskId other = request(atOnce, type.with("y"));
    passUntil(atOnce, other, TaskStatus.FAILED);
    assertThat(runs()).isEqualTo(3);
    assertThat(run(atOnce, other).failure().orElseThrow().message()).isEqualTo("at 2");
  }

  @Test
  void minus_one_executes_until_it_succeeds() {
    command.executing(
        (text, context) -> context.attempt() < 25 ? StepOutcome.fail("yet") : StepOutcome.done());
    Stint stint = under(Presets.gnosis(-1, Duration.ZERO, 0));
    TaskId task = request(stint, type.with("x"));

    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(runs()).isEqualTo(26);
  }

  @Test
  void found_in_process_is_restarted_at_the_next_start() {
    Stint stint = under(Presets.gnosis(1, Duration.ZERO, 0));
    TaskId task = request(stint, type.with("x"));
    DeadWorker.at(seat.stores(), task, claimed -> WAY.checkpoint(claimed, Payload.of("half")));
    // Workers of other tests may find the corpse before; none of them knows the type.
    assertThat(status(stint, task).finished()).isFalse();

    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(calls).containsSubsequence("recover command", "execute command");
    assertThat(command.failure()).isPresent();
  }

  @Test
  void greater_priority_goes_first_and_one_queue_is_strictly_sequential() {
    command.executing(
        (text, context) -> {
          calls.add(text);
          return text.equals("head") && context.attempt() == 0
              ? StepOutcome.fail("once")
              : StepOutcome.done();
        });
    Stint stint = under(Presets.gnosis(1, Duration.ZERO, 0));
    TaskId head = request(stint, type.with("head").serialKey(own("queue")));
    TaskId next = request(stint, type.with("next").serialKey(own("queue")).priority(9));
    request(stint, type.with("usual"));
    request(stint, type.with("urgent").priority(5));

    passUntil(stint, next, TaskStatus.SUCCEEDED);

    assertThat(calls).containsSubsequence("urgent", "usual");
    assertThat(calls).containsSubsequence("head", "head", "next");
    assertThat(status(stint, head)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_restart_makes_what_is_over_pending_again_and_remove_deletes() {
    command.executing((text, context) -> StepOutcome.fail("no"));
    Stint stint = under(Presets.gnosis(0, Duration.ZERO, 0));
    TaskId task = request(stint, type.with("x"));
    pass(stint);
    command.executing((text, context) -> StepOutcome.done());

    stint.steer().restart(List.of(task));
    assertThat(status(stint, task)).isEqualTo(TaskStatus.PENDING);
    assertThat(run(stint, task).attempt()).isZero();
    pass(stint);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);

    stint.steer().remove(List.of(task));
    assertThat(stint.ask().list(of(type))).isEmpty();
  }

  @Test
  void a_preset_leaves_an_actions_own_settings_alone() {
    Preset rules = Presets.gnosis(5, Duration.ZERO, 0);
    command.executing((text, context) -> StepOutcome.fail("no"));
    TaskDefinition<String> own =
        TaskDefinition.of(type)
            .then(command.definition().retry(RetryPolicy.fixed(1, Duration.ZERO)));
    Stint stint = host(rules.config().poll(Duration.ofMillis(20)), rules.of(own));
    TaskId task = request(stint, type.with("x"));

    passUntil(stint, task, TaskStatus.FAILED);

    assertThat(runs()).isEqualTo(2);
  }
}
