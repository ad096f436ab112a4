package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.HookDecision;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.preset.Preset;
import dev.stint.application.preset.Presets;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Seed 000's truth table through the real engine, under its preset: what is found, what the hooks
 * answer, and what is found by the next pass. Its rows 17 to 23 say the same one by one.
 */
abstract class CombodoRows extends Rows {

  private static final Preset RULES = Presets.combodo();
  private static final StepPolicy WAY = StepPolicy.endless(2, new Random(1));
  private static final Scripted.Does<StepOutcome> PAUSES =
      (text, context) -> StepOutcome.yielded(Payload.of("here"));
  private static final Scripted.Does<StepOutcome> DONE = (text, context) -> StepOutcome.done();

  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Scripted first = new Scripted("1", calls);
  private final Scripted second = new Scripted("2", calls);
  private final TaskType<String> type = type("combodo");
  private Stint stint = host();
  private TaskId task = new TaskId(new java.util.UUID(0, 0));

  CombodoRows(RowStore store) {
    super(store);
  }

  @BeforeEach
  void requested() {
    stint =
        host(
            RULES.config().poll(Duration.ofMillis(20)),
            RULES.of(TaskDefinition.of(type).then(first.definition()).then(second.definition())));
    task = request("x").get(0);
  }

  private List<TaskId> request(String... texts) {
    return List.of(texts).stream()
        .map(text -> stint.tasks().request(type.with(text)).id())
        .toList();
  }

  private RunBatch.Report pass() {
    return stint.batches().runBatch(RULES.pass());
  }

  private void found(UnaryOperator<Run> far) {
    DeadWorker.at(seat.stores(), task, far);
  }

  private void assertGone() {
    assertThat(stint.ask().list(of(type))).isEmpty();
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_task_without_an_action_left_is_finished_and_gone() {
    found(claimed -> WAY.nextAction(WAY.nextAction(WAY.begun(claimed, Step.EXECUTE))));
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).isEmpty();
  }

  @Test
  void init_and_execute_true_run_both_actions_in_order_and_the_task_is_gone() {
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("start 1", "execute 1", "start 2", "execute 2");
  }

  @Test
  void init_false_drops_the_action() {
    first.starting((text, context) -> HookDecision.drop("false"));
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("start 1", "start 2", "execute 2");
  }

  @Test
  void execute_false_pauses_and_leaves_the_second_action_untouched() {
    first.executing(PAUSES);
    assertThat(pass().drained()).isFalse();
    assertThat(status(stint, task)).isEqualTo(TaskStatus.YIELDED);
    assertThat(calls).containsExactly("start 1", "execute 1");
  }

  @Test
  void found_paused_executes_without_init_and_without_recovery() {
    first.executing(PAUSES);
    pass();
    first.executing(DONE);
    calls.clear();
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("execute 1", "start 2", "execute 2");
  }

  @Test
  void execute_that_throws_ends_the_pass_and_the_next_one_recovers_and_executes() {
    first.executing((text, context) -> error());
    assertThat(pass().drained()).isFalse();
    assertThat(run(stint, task).entry()).isEqualTo(Entry.RECOVER);
    assertThat(calls).containsExactly("start 1", "execute 1");

    calls.clear();
    assertThat(pass().drained()).isFalse();
    assertThat(calls).as("once a pass").containsExactly("recover 1", "execute 1");
    first.executing(DONE);
    assertThat(pass().drained()).isTrue();
    assertGone();
  }

  @Test
  void found_running_recovers_and_then_executes_in_the_same_pass() {
    found(claimed -> WAY.begun(claimed, Step.EXECUTE));
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("recover 1", "execute 1", "start 2", "execute 2");
  }

  @Test
  void found_running_and_recovery_false_drops_the_action() {
    found(claimed -> WAY.begun(claimed, Step.EXECUTE));
    first.recovering((text, context) -> HookDecision.drop("false"));
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("recover 1", "start 2", "execute 2");
  }

  @Test
  void init_that_throws_ends_the_pass_and_the_next_one_drops_the_action() {
    first.starting((text, context) -> hookError());
    assertThat(pass().drained()).isFalse();
    assertThat(run(stint, task).entry()).isEqualTo(Entry.START);
    assertThat(calls).containsExactly("start 1");

    calls.clear();
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("start 2", "execute 2");
  }

  @Test
  void found_starting_drops_the_action() {
    found(claimed -> WAY.begun(claimed, Step.START));
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("start 2", "execute 2");
  }

  @Test
  void found_recovering_drops_the_action() {
    first.executing((text, context) -> error());
    pass();
    found(claimed -> WAY.begun(claimed, Step.RECOVER));
    calls.clear();
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("start 2", "execute 2");
  }

  @Test
  void recovery_that_throws_ends_the_pass_and_the_next_one_drops_the_action() {
    found(claimed -> WAY.begun(claimed, Step.EXECUTE));
    first.recovering((text, context) -> hookError());
    assertThat(pass().drained()).isFalse();
    assertThat(run(stint, task).entry()).isEqualTo(Entry.RECOVER);
    assertThat(run(stint, task).status().finished()).isFalse();

    calls.clear();
    assertThat(pass().drained()).isTrue();
    assertThat(calls).containsExactly("start 2", "execute 2");
  }

  @Test
  void found_between_two_actions_starts_the_second() {
    found(claimed -> WAY.nextAction(WAY.begun(claimed, Step.EXECUTE)));
    assertThat(pass().drained()).isTrue();
    assertGone();
    assertThat(calls).containsExactly("start 2", "execute 2");
  }

  @Test
  void a_task_left_unfinished_ends_the_pass_and_is_first_in_the_next() {
    List<TaskId> others = request("later", "latest");
    first.executing((text, context) -> text.equals("x") ? error() : StepOutcome.done());
    assertThat(pass().drained()).isFalse();
    assertThat(others).allMatch(id -> status(stint, id) == TaskStatus.PENDING);

    calls.clear();
    first.executing(DONE);
    assertThat(pass().drained()).isTrue();
    assertThat(calls).startsWith("recover 1", "execute 1");
    assertThat(stint.ask().list(of(type))).isEmpty();
  }

  private record Unlike(int number) {}

  @Test
  void an_unreadable_task_is_set_apart_and_not_deleted_as_that_system_does() {
    TaskType<Unlike> changed = TaskType.of(type.name().value(), Unlike.class);
    Stint newBuild =
        host(RULES.config(), TaskDefinition.of(changed, (args, context) -> StepOutcome.done()));
    newBuild.batches().runBatch(RULES.pass());
    assertThat(status(stint, task)).isEqualTo(TaskStatus.BLOCKED);
  }

  private static StepOutcome error() {
    throw new IllegalStateException("told to fail");
  }

  private static HookDecision<String> hookError() {
    throw new IllegalStateException("told to fail");
  }
}
