package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A task's actions in order, their hooks, and what is found after a crash. */
abstract class StepRows extends Rows {

  /** Of a task with actions enough, for what a dead worker left. */
  private static final StepPolicy WAY = StepPolicy.endless(9, new Random(1));

  private static final RetryPolicy AT_ONCE = RetryPolicy.fixed(5, Duration.ZERO);

  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private final Scripted first = new Scripted("first", calls);
  private final Scripted second = new Scripted("second", calls);
  private final Scripted third = new Scripted("third", calls);

  StepRows(RowStore store) {
    super(store);
  }

  private TaskDefinition<String> three(TaskType<String> type) {
    return TaskDefinition.of(type)
        .then(first.definition().retry(AT_ONCE))
        .then(second.definition().retry(AT_ONCE))
        .then(third.definition().retry(AT_ONCE));
  }

  private TaskDefinition<String> one(TaskType<String> type) {
    return TaskDefinition.of(type).then(first.definition().retry(AT_ONCE));
  }

  @Test
  void row_11_actions_run_in_order_each_when_the_one_before_is_done() {
    TaskType<String> type = type("steps");
    Stint stint = host(three(type));

    TaskId all = stint.tasks().request(type.with("x")).id();
    pass(stint);
    assertThat(status(stint, all)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls)
        .containsExactly(
            "start first",
            "execute first",
            "start second",
            "execute second",
            "start third",
            "execute third");

    calls.clear();
    stint.tasks().request(type.with("x").plan(List.of("third", "first")));
    pass(stint);
    assertThat(calls)
        .containsExactly("start third", "execute third", "start first", "execute first");
  }

  @Test
  void row_12_a_start_hook_is_called_once_and_one_that_says_drop_skips_its_action() {
    TaskType<String> type = type("steps");
    first.starting((text, context) -> HookDecision.drop("nothing to do"));
    second.starting((text, context) -> HookDecision.proceed("prepared"));
    AtomicInteger stints = new AtomicInteger();
    List<String> seen = new ArrayList<>();
    second.executing(
        (text, context) -> {
          seen.add(text);
          return stints.incrementAndGet() < 3
              ? StepOutcome.yielded(Payload.of("at " + stints))
              : StepOutcome.done();
        });
    Stint stint = host(three(type));

    TaskId task = stint.tasks().request(type.with("raw")).id();
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(calls).doesNotContain("execute first").containsOnlyOnce("start second");
    assertThat(seen).containsExactly("prepared", "prepared", "prepared");
    assertThat(stint.ask().messages(task))
        .anyMatch(noted -> noted.message().text().contains("nothing to do"));
  }

  @Test
  void row_13_a_recover_hook_may_change_the_arguments_or_drop_the_action() {
    TaskType<String> type = type("steps");
    List<String> sizes = new ArrayList<>();
    first
        .executing(
            (size, context) -> {
              sizes.add(size);
              throw new IllegalStateException("too much at " + size);
            })
        .recovering(
            (size, context) ->
                size.equals("1")
                    ? HookDecision.drop("smaller is not possible")
                    : HookDecision.proceed(String.valueOf(Integer.parseInt(size) / 2)));
    Stint stint =
        host(
            TaskDefinition.of(type)
                .then(first.definition().retry(AT_ONCE).onGiveUp(GiveUp.CONTINUE))
                .then(second.definition()));

    TaskId task = stint.tasks().request(type.with("4")).id();
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(sizes).containsExactly("4", "2", "1");
    assertThat(first.failure()).hasValueSatisfying(f -> assertThat(f.message()).contains("at 1"));
    assertThat(calls).endsWith("start second", "execute second");
  }

  @Test
  void row_14_an_action_knows_its_deadline_and_leaves_off_before_it() {
    TaskType<String> type = type("steps");
    List<Instant> deadlines = new ArrayList<>();
    Payload half = Payload.of("half");
    first.executing(
        (text, context) -> {
          deadlines.add(context.deadline());
          assertThat(context.deadline()).isAfter(context.now());
          if (context.cursor().equals(half)) {
            return StepOutcome.done();
          }
          awaiting().until(context::shouldYield);
          return StepOutcome.yielded(half);
        });
    Stint stint = host(one(type).stint(Duration.ofMillis(500)));

    TaskId task = stint.tasks().request(type.with("x")).id();
    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(deadlines).hasSize(2).isSorted();
  }

  @Test
  void row_15_a_yielded_action_goes_on_at_its_cursor_without_any_hook() {
    TaskType<String> type = type("steps");
    Payload here = Payload.of("row 7");
    first.executing(
        (text, context) -> {
          if (context.cursor().isNone()) {
            context.checkpoint(here);
            awaiting().until(context::shouldYield);
            return StepOutcome.yielded();
          }
          assertThat(context.cursor()).isEqualTo(here);
          return StepOutcome.done();
        });
    Stint stint = host(one(type));

    TaskId task = stint.tasks().request(type.with("x")).id();
    // On a busy machine the first pass may be over before the action begins.
    passUntil(
        stint,
        RunBatch.Limits.NONE,
        () -> status(stint, task) == TaskStatus.YIELDED && !run(stint, task).cursor().isNone());
    assertThat(run(stint, task).cursor()).isEqualTo(here);
    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(run(stint, task).attempt()).isZero();
    assertThat(calls).containsExactly("start first", "execute first", "execute first");
  }

  @Test
  void row_17_the_phase_is_stored_before_each_hook_and_tells_which_one_died() {
    TaskType<String> type = type("steps");
    List<Phase> stored = new ArrayList<>();
    AtomicInteger tries = new AtomicInteger();
    Stint stint =
        host(
            TaskDefinition.of(type)
                .then(
                    first
                        .starting(
                            (text, context) -> {
                              stored.add(phase(context.task()));
                              return HookDecision.proceed();
                            })
                        .executing(
                            (text, context) -> {
                              stored.add(phase(context.task()));
                              return tries.incrementAndGet() == 1
                                  ? StepOutcome.fail("once")
                                  : StepOutcome.done();
                            })
                        .recovering(
                            (text, context) -> {
                              stored.add(phase(context.task()));
                              return HookDecision.proceed();
                            })
                        .definition()
                        .retry(AT_ONCE)));

    TaskId task = stint.tasks().request(type.with("x")).id();
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(stored)
        .containsExactly(Phase.STARTING, Phase.EXECUTING, Phase.RECOVERING, Phase.EXECUTING);
  }

  private Phase phase(TaskId task) {
    return seat.stores().runs().standing(task).orElseThrow().run().phase();
  }

  @Test
  void row_18_an_action_whose_hook_died_is_dropped_or_its_hook_is_tried_again_as_set() {
    TaskType<String> hopeless = type("hopeless");
    TaskType<String> patient = type("patient");
    Stint stint =
        host(
            TaskDefinition.of(hopeless)
                .then(first.definition().hookRetries(0).onGiveUp(GiveUp.CONTINUE))
                .then(second.definition()),
            TaskDefinition.of(patient).then(third.definition()));
    TaskId dropped = stint.tasks().request(hopeless.with("x")).id();
    TaskId again = stint.tasks().request(patient.with("x")).id();
    DeadWorker.at(seat.stores(), dropped, claimed -> WAY.begun(claimed, Step.START));
    DeadWorker.at(seat.stores(), again, claimed -> WAY.begun(claimed, Step.START));

    passUntil(stint, dropped, TaskStatus.SUCCEEDED);
    passUntil(stint, again, TaskStatus.SUCCEEDED);

    assertThat(calls)
        .containsExactlyInAnyOrder(
            "start second", "execute second", "start third", "execute third");
  }

  @Test
  void row_19_a_task_left_between_two_actions_goes_on_with_the_next() {
    TaskType<String> type = type("steps");
    Stint stint = host(three(type));
    TaskId between = stint.tasks().request(type.with("x")).id();
    DeadWorker.at(
        seat.stores(), between, claimed -> WAY.nextAction(WAY.begun(claimed, Step.EXECUTE)));
    passUntil(stint, between, TaskStatus.SUCCEEDED);
    assertThat(calls)
        .containsExactly("start second", "execute second", "start third", "execute third");
    assertThat(run(stint, between).attempt()).isZero();

    calls.clear();
    TaskId past = stint.tasks().request(type.with("x")).id();
    DeadWorker.at(seat.stores(), past, StepRows::pastTheThird);
    passUntil(stint, past, TaskStatus.SUCCEEDED);
    assertThat(calls).isEmpty();
  }

  private static Run pastTheThird(Run claimed) {
    Run first = WAY.begun(claimed, Step.EXECUTE);
    return WAY.nextAction(WAY.nextAction(WAY.nextAction(first)));
  }

  private record OldShape(String text) {}

  private record NewShape(int number) {}

  @Test
  void row_20_what_a_build_cannot_read_is_set_apart_with_its_reason_and_not_deleted() {
    TaskType<OldShape> old = type("shaped", OldShape.class);
    TaskType<NewShape> changed = type("shaped", NewShape.class);
    Stint oldBuild = host(TaskDefinition.of(old, (shape, context) -> StepOutcome.done()));
    Stint newBuild = host(TaskDefinition.of(changed, (shape, context) -> StepOutcome.done()));
    TaskId unreadable = oldBuild.tasks().request(old.with(new OldShape("seven"))).id();
    TaskId readable = newBuild.tasks().request(changed.with(new NewShape(7))).id();

    pass(newBuild);

    Run apart = run(newBuild, unreadable);
    assertThat(apart.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(apart.blocked().orElseThrow().reason()).isEqualTo(BlockReason.UNREADABLE);
    assertThat(apart.attempt()).isZero();
    assertThat(apart.failure())
        .hasValueSatisfying(why -> assertThat(why.message()).contains("NewShape"));
    assertThat(row(newBuild, unreadable).standing().spec().arguments().text()).contains("seven");
    assertThat(status(newBuild, readable)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_23_an_action_that_fails_permanently_ends_its_task_or_is_passed_over_as_set() {
    TaskType<String> strict = type("strict");
    TaskType<String> lenient = type("lenient");
    Scripted.Does<StepOutcome> broken = (text, context) -> StepOutcome.failForGood("broken");
    ActionDefinition<String> breaks = first.executing(broken).definition();
    Stint stint =
        host(
            TaskDefinition.of(strict).then(breaks).then(second.definition()),
            TaskDefinition.of(lenient)
                .then(breaks.onGiveUp(GiveUp.CONTINUE))
                .then(third.definition()));

    TaskId failed = stint.tasks().request(strict.with("x")).id();
    TaskId passedOver = stint.tasks().request(lenient.with("x")).id();
    pass(stint);

    assertThat(status(stint, failed)).isEqualTo(TaskStatus.FAILED);
    assertThat(status(stint, passedOver)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(calls).contains("execute third").doesNotContain("execute second");
    assertThat(stint.ask().messages(passedOver))
        .anyMatch(noted -> noted.message().text().contains("broken"));
  }
}
