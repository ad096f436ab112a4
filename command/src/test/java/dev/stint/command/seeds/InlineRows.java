package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.AfterResponse;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Work at once in the caller's thread, and work after the caller was answered. */
abstract class InlineRows extends Rows {

  private final List<String> ran = new CopyOnWriteArrayList<>();

  InlineRows(RowStore store) {
    super(store);
  }

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text + " in " + Thread.currentThread().getName());
          return StepOutcome.done(text.length());
        });
  }

  private static String here() {
    return Thread.currentThread().getName();
  }

  @Test
  void row_8_the_same_handler_runs_small_work_at_once_and_large_work_is_stored() {
    TaskType<String> type = type("sized");
    Stint stint = host(noting(type).inlineUpTo(3, String::length));

    RunUnstored.Result small = stint.unstored().runOrRequest(type.with("abc"));
    RunUnstored.Result large = stint.unstored().runOrRequest(type.with("abcdef"));

    assertThat(ran).containsExactly("abc in " + here());
    assertThat(small.ran().orElseThrow().succeeded()).isTrue();
    assertThat(small.ran().orElseThrow().result().text()).isEqualTo("3");
    assertThat(small.stored()).isEmpty();
    assertThat(stint.ask().list(of(type))).hasSize(1);
    passUntil(stint, large.stored().orElseThrow().id(), TaskStatus.SUCCEEDED);
    assertThat(ran).hasSize(2);
  }

  @Test
  void row_9_a_person_gets_a_short_run_at_once_and_the_rest_goes_on_in_the_background() {
    TaskType<String> type = type("pressed");
    Payload half = Payload.of("half");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  ran.add(here());
                  if (context.cursor().equals(half)) {
                    return StepOutcome.done();
                  }
                  awaiting().until(context::shouldYield);
                  return StepOutcome.yielded(half);
                }));

    RunInCaller.Result pressed =
        awaiting().until(() -> pressed(stint, type), result -> !ran.isEmpty());

    assertThat(pressed.ran()).isTrue();
    assertThat(pressed.over()).isFalse();
    assertThat(ran).containsExactly(here());
    passUntil(stint, pressed.requested().id(), TaskStatus.SUCCEEDED);
    assertThat(ran).hasSize(2);
  }

  /** On a busy machine the time may be up before the action begins. */
  private RunInCaller.Result pressed(Stint stint, TaskType<String> type) {
    RunInCaller.Result pressed =
        stint.inCaller().runInCaller(type.with("x"), Duration.ofMillis(50));
    if (ran.isEmpty()) {
      stint.steer().cancel(List.of(pressed.requested().id()));
    }
    return pressed;
  }

  @Test
  void row_10_what_is_asked_for_during_a_response_is_stored_when_it_is_out_or_not_at_all() {
    TaskType<String> type = type("answered");
    Stint stint = host(noting(type));

    try (AfterResponse later = stint.afterResponse()) {
      later.request(type.with("kept"));
      assertThat(stint.ask().list(of(type))).isEmpty();
    }
    assertThat(stint.ask().list(of(type))).hasSize(1);

    try (AfterResponse later = stint.afterResponse()) {
      later.request(type.with("undone"));
      later.rollback();
    }
    assertThat(stint.ask().list(of(type))).hasSize(1);
    pass(stint);
    assertThat(ran).singleElement().matches(words -> words.startsWith("kept"));
  }
}
