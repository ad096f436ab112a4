package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often, how long after, and with which count a failed task is tried again. */
abstract class RetryRows extends Rows {

  private final List<Integer> attempts = new CopyOnWriteArrayList<>();

  RetryRows(RowStore store) {
    super(store);
  }

  private TaskDefinition<String> failing(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          attempts.add(context.attempt());
          return StepOutcome.fail("no answer");
        });
  }

  private static RetryPolicy atOnce(int retries) {
    return RetryPolicy.fixed(retries, Duration.ZERO);
  }

  @Test
  void row_42_a_task_is_run_once_and_then_as_often_again_as_it_may() {
    TaskType<String> type = type("failing");
    Stint stint = host(failing(type));

    TaskId task = stint.tasks().request(type.with("x").retry(atOnce(3))).id();
    passUntil(stint, task, TaskStatus.FAILED);
    assertThat(attempts).hasSize(4);

    attempts.clear();
    TaskId never = stint.tasks().request(type.with("x").retry(RetryPolicy.NEVER)).id();
    passUntil(stint, never, TaskStatus.FAILED);
    assertThat(attempts).hasSize(1);
  }

  @Test
  void row_42_minus_one_tries_until_it_succeeds() {
    TaskType<String> type = type("stubborn");
    AtomicInteger tries = new AtomicInteger();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) ->
                    tries.incrementAndGet() < 30 ? StepOutcome.fail("no") : StepOutcome.done()));

    TaskId task =
        stint.tasks().request(type.with("x").retry(atOnce(RetryPolicy.UNTIL_IT_SUCCEEDS))).id();
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(tries).hasValue(30);
  }

  @Test
  void row_43_the_attempt_is_0_on_the_normal_run_and_counts_each_try_again() {
    TaskType<String> type = type("counted");
    Stint stint = host(failing(type));

    TaskId task = stint.tasks().request(type.with("x").retry(atOnce(2))).id();
    passUntil(stint, task, TaskStatus.FAILED);

    assertThat(attempts).containsExactly(0, 1, 2);
    assertThat(run(stint, task).attempt()).isEqualTo(2);
  }

  @Test
  void row_44_the_wait_is_the_base_times_one_plus_multiplier_times_attempt() {
    TaskType<String> type = type("linear");
    Stint stint = host(CONFIG.maxTasks(1), failing(type));
    RetryPolicy linear = RetryPolicy.linear(3, Duration.ofMillis(100), 2);

    assertThat(waits(stint, type, linear))
        .satisfiesExactly(
            first -> assertAbout(first, 100),
            second -> assertAbout(second, 300),
            third -> assertAbout(third, 500));
  }

  @Test
  void row_45_the_wait_doubles_up_to_its_cap_each_scattered_over_its_upper_half() {
    TaskType<String> type = type("doubling");
    Stint stint = host(CONFIG.maxTasks(1), failing(type));
    RetryPolicy doubling =
        RetryPolicy.exponential(4, Duration.ofMillis(100), Duration.ofMillis(300));

    assertThat(waits(stint, type, doubling))
        .satisfiesExactly(
            first -> assertBetween(first, 50, 100),
            second -> assertBetween(second, 100, 200),
            third -> assertBetween(third, 150, 300),
            fourth -> assertBetween(fourth, 150, 300));
  }

  private static void assertAbout(Duration wait, long millis) {
    assertBetween(wait, millis, millis);
  }

  /**
   * Failure and due time are written by one statement, on a clock of whole milliseconds or more.
   */
  private static void assertBetween(Duration wait, long least, long most) {
    assertThat(wait.toMillis()).isBetween(least - 20, most + 60);
  }

  /**
   * The wait that each failure left, of a host that makes one try a pass, until it failed
   * permanently.
   */
  private static List<Duration> waits(Stint stint, TaskType<String> type, RetryPolicy policy) {
    List<Duration> waits = new ArrayList<>();
    TaskId task = stint.tasks().request(type.with("x").retry(policy)).id();
    awaiting()
        .until(
            () -> {
              pass(stint);
              TaskRow row = row(stint, task);
              boolean failedAgain = row.standing().run().attempt() > waits.size();
              if (row.standing().run().status() == TaskStatus.RETRYING && failedAgain) {
                Instant failed = stint.ask().history(task, 1, 0).get(0).at();
                waits.add(Duration.between(failed, row.due()));
              }
              return row.standing().run().status() == TaskStatus.FAILED;
            });
    return waits;
  }

  @Test
  void row_47_waiting_a_while_costs_no_attempt_and_stays_the_same_task() {
    TaskType<String> type = type("polling");
    AtomicInteger asked = new AtomicInteger();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  attempts.add(context.attempt());
                  return asked.incrementAndGet() < 8
                      ? StepOutcome.snooze(Duration.ofMillis(10))
                      : StepOutcome.done();
                }));

    TaskId task = stint.tasks().request(type.with("x").retry(RetryPolicy.NEVER)).id();
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(attempts).hasSize(8).containsOnly(0);
    assertThat(stint.ask().list(of(type))).hasSize(1);
  }

  @Test
  void row_48_a_skip_finishes_the_task_with_its_reason_and_without_another_try() {
    TaskType<String> type = type("skipping");
    AtomicInteger asked = new AtomicInteger();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  asked.incrementAndGet();
                  return StepOutcome.skip("the order was cancelled meanwhile");
                }));

    TaskId task = stint.tasks().request(type.with("x")).id();
    pass(stint);
    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(asked).hasValue(1);
    assertThat(stint.ask().messages(task))
        .anyMatch(noted -> noted.message().text().contains("cancelled meanwhile"));
  }

  @Test
  void row_57_the_last_error_is_kept_with_its_kind_its_words_and_a_short_stack() {
    TaskType<String> type = type("broken");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  throw new IllegalStateException("no such shop: " + text);
                }));

    TaskId task = stint.tasks().request(type.with("riga").retry(atOnce(1))).id();
    passUntil(stint, task, TaskStatus.FAILED);

    Failure kept = run(stint, task).failure().orElseThrow();
    assertThat(kept.kind()).isEqualTo(IllegalStateException.class.getName());
    assertThat(kept.message()).isEqualTo("no such shop: riga");
    assertThat(kept.stack()).startsWith("at ").contains(RetryRows.class.getName());
    assertThat(kept.stack().lines()).hasSizeLessThanOrEqualTo(20);
    assertThat(stint.ask().history(task, 10, 0))
        .extracting(h -> h.attempt(), h -> h.failure().orElseThrow().message())
        .contains(org.assertj.core.groups.Tuple.tuple(1, "no such shop: riga"));
  }
}
