package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What people see of a task, and what they do to it. */
abstract class PeopleRows extends Rows {

  private final CountDownLatch begun = new CountDownLatch(1);

  PeopleRows(RowStore store) {
    super(store);
  }

  @Test
  void row_54_progress_and_its_words_are_seen_while_the_task_runs_from_0_to_100() {
    TaskType<String> type = type("progress");
    List<Progress> seen = new CopyOnWriteArrayList<>();
    Stint page = host();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  context.progress(50, 200, "loading");
                  context.checkpoint(Payload.of("1"));
                  seen.add(row(page, context.task()).progress());
                  context.progress(500, 200, "more than said");
                  return StepOutcome.done();
                }));

    TaskId task = stint.tasks().request(type.with("x")).id();
    assertThat(row(page, task).progress().percent()).isZero();
    pass(stint);

    assertThat(seen).singleElement().matches(p -> p.percent() == 25 && p.text().equals("loading"));
    assertThat(row(page, task).progress().percent()).isEqualTo(100);
  }

  @Test
  void row_55_messages_are_seen_while_the_task_runs_and_kept_however_it_ends() {
    TaskType<String> type = type("messages");
    List<TaskMessage> early = new CopyOnWriteArrayList<>();
    Stint page = host();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  context.message(Message.Level.INFO, "begun");
                  context.checkpoint(Payload.of("1"));
                  early.addAll(page.ask().messages(context.task()));
                  context.message(Message.Level.WARNING, "one order is closed");
                  return text.equals("good") ? StepOutcome.done() : StepOutcome.failForGood("bad");
                }));
    TaskId good = stint.tasks().request(type.with("good")).id();
    TaskId bad = stint.tasks().request(type.with("bad")).id();

    pass(stint);

    assertThat(early).hasSize(2).allMatch(n -> n.message().text().equals("begun"));
    assertThat(List.of(good, bad))
        .allSatisfy(
            task ->
                assertThat(page.ask().messages(task))
                    .extracting(TaskMessage::message)
                    .containsExactly(
                        new Message(Message.Level.INFO, "begun"),
                        new Message(Message.Level.WARNING, "one order is closed")));
  }

  @Test
  void row_55_what_is_said_is_seen_within_a_second_though_no_checkpoint_follows() {
    TaskType<String> type = type("talking");
    Stint page = host();
    List<String> seen = new CopyOnWriteArrayList<>();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  context.message(Message.Level.INFO, "begun");
                  context.progress(3, 10, "working");
                  awaiting()
                      .until(
                          () ->
                              !page.ask().messages(context.task()).isEmpty()
                                  && row(page, context.task()).progress().percent() == 30);
                  page.ask().messages(context.task()).forEach(n -> seen.add(n.message().text()));
                  context.message(Message.Level.INFO, "over");
                  return StepOutcome.done();
                }));
    TaskId task = stint.tasks().request(type.with("x")).id();

    pass(stint);

    assertThat(seen).containsExactly("begun");
    assertThat(status(page, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(page.ask().messages(task))
        .extracting(n -> n.message().text())
        .containsExactly("begun", "over");
  }

  @Test
  void row_56_the_result_is_kept_with_the_task_and_one_too_large_is_refused_by_its_limit() {
    TaskType<Integer> type = type("result", Integer.class);
    Stint stint =
        host(
            TaskDefinition.of(
                type, (size, context) -> StepOutcome.done(Map.of("file", "x".repeat(size)))));
    TaskId small = stint.tasks().request(type.with(3)).id();
    TaskId large = stint.tasks().request(type.with(2 << 20)).id();

    pass(stint);

    assertThat(row(stint, small).result().text()).isEqualTo("{\"file\":\"xxx\"}");
    assertThat(status(stint, large)).isEqualTo(TaskStatus.FAILED);
    assertThat(run(stint, large).failure())
        .hasValueSatisfying(f -> assertThat(f.message()).contains("1048576"));
  }

  @Test
  void row_78_a_restarted_task_begins_anew_under_its_id_and_keeps_its_history() {
    TaskType<String> type = type("restarted");
    AtomicInteger tries = new AtomicInteger();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) ->
                    tries.incrementAndGet() < 3 ? StepOutcome.fail("no") : StepOutcome.done()));
    RetryPolicy once = RetryPolicy.fixed(1, Duration.ZERO);
    TaskId task = stint.tasks().request(type.with("x").retry(once)).id();
    passUntil(stint, task, TaskStatus.FAILED);
    int before = stint.ask().history(task, 10, 0).size();

    assertThat(stint.steer().restart(List.of(task)))
        .singleElement()
        .matches(s -> s.result() == SteerResult.DONE);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.PENDING);
    assertThat(run(stint, task).attempt()).isZero();
    assertThat(run(stint, task).failure()).isEmpty();
    assertThat(stint.ask().history(task, 10, 0)).hasSize(before);
    pass(stint);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  /** Runs until somebody wants it to stop. */
  private TaskDefinition<String> endless(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          AtomicInteger at = new AtomicInteger();
          awaiting()
              .until(
                  () -> {
                    context.checkpoint(Payload.of("at " + at.incrementAndGet()));
                    begun.countDown();
                    return context.shouldYield();
                  });
          return StepOutcome.yielded();
        });
  }

  @Test
  void row_79_removing_takes_a_waiting_task_away_and_stops_a_running_one_first() throws Exception {
    TaskType<String> type = type("removed");
    Stint stint = host(endless(type));
    TaskId waiting = stint.tasks().request(type.with("x")).id();
    stint.steer().remove(List.of(waiting));
    assertThat(stint.ask().list(of(type))).isEmpty();

    TaskId running = stint.tasks().request(type.with("x")).id();
    atWork(stint);
    begun.await();
    assertThat(stint.steer().remove(List.of(running)).get(0).result())
        .isEqualTo(SteerResult.SIGNALLED);
    awaiting().until(() -> stint.ask().list(of(type)).isEmpty());
  }

  @Test
  void row_80_cancelling_ends_a_waiting_task_at_once_and_a_running_one_when_it_looks()
      throws Exception {
    TaskType<String> type = type("cancelled");
    Stint stint = host(endless(type));
    TaskId waiting = stint.tasks().request(type.with("x")).id();
    stint.steer().cancel(List.of(waiting));
    assertThat(status(stint, waiting)).isEqualTo(TaskStatus.CANCELLED);

    TaskId running = stint.tasks().request(type.with("x")).id();
    atWork(stint);
    begun.await();
    assertThat(stint.steer().cancel(List.of(running)).get(0).result())
        .isEqualTo(SteerResult.SIGNALLED);
    awaiting().until(() -> status(stint, running) == TaskStatus.CANCELLED);
    assertThat(stint.steer().cancel(List.of(running)).get(0).result())
        .isEqualTo(SteerResult.REFUSED);
  }

  @Test
  void row_81_cleaning_goes_by_age_since_finish_and_never_takes_an_unfinished_task() {
    TaskType<String> type = type("cleaned");
    TaskType<String> other = type("other");
    Stint stint = host(finishing(type), finishing(other));
    stint.tasks().requestAll(List.of(type.with("good"), type.with("bad"), other.with("good")));
    pass(stint);
    TaskId pending = stint.tasks().request(type.with("good")).id();

    CleanRule.Sweep all = rule(type, Set.of(), Duration.ZERO);
    assertThat(stint.clean().clean(rule(type, Set.of(), Duration.ofHours(1)))).isZero();
    assertThat(stint.clean().clean(all.asDryRun())).isEqualTo(2);
    assertThat(stint.ask().list(of(type))).hasSize(3);
    assertThat(stint.clean().clean(rule(type, Set.of(TaskStatus.FAILED), Duration.ZERO)))
        .isEqualTo(1);
    assertThat(stint.clean().clean(all)).isEqualTo(1);

    assertThat(stint.ask().list(of(type)))
        .singleElement()
        .matches(row -> row.standing().spec().id().equals(pending));
    assertThat(stint.ask().list(of(other))).hasSize(1);
  }

  private static TaskDefinition<String> finishing(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) ->
            text.equals("good") ? StepOutcome.done() : StepOutcome.failForGood("bad"));
  }

  private static CleanRule.Sweep rule(TaskType<?> type, Set<TaskStatus> statuses, Duration age) {
    return new CleanRule.Sweep(Set.of(type.name()), statuses, Optional.of(age), false, false);
  }
}
