package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.spi.Mutexes;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.WeeklyWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The pass that cron calls: its time, its mutex, its report, its windows. */
abstract class RunRows extends Rows {

  private static final StepPolicy WAY = StepPolicy.endless(9, new Random(1));

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();

  RunRows(RowStore store) {
    super(store);
  }

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text);
          return StepOutcome.done();
        });
  }

  @Test
  void row_16_the_time_of_a_pass_is_looked_at_between_actions_too() {
    TaskType<String> type = type("long");
    Scripted first =
        new Scripted("first", ran)
            .executing(
                (text, context) -> {
                  awaiting().until(context::shouldYield);
                  return StepOutcome.done();
                });
    Scripted second = new Scripted("second", ran);
    Stint stint = host(TaskDefinition.of(type).then(first.definition()).then(second.definition()));
    TaskId task = stint.tasks().request(type.with("x")).id();

    RunBatch.Report report =
        passUntil(stint, RunBatch.Limits.NONE, () -> ran.contains("execute first"));

    assertThat(report.drained()).isFalse();
    assertThat(status(stint, task)).isEqualTo(TaskStatus.YIELDED);
    assertThat(ran).containsExactly("start first", "execute first");
    assertThat(Config.DEFAULT.batchLimit()).isEqualTo(Duration.ofSeconds(30));
    pass(stint);
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).endsWith("start second", "execute second");
  }

  @Test
  void row_21_what_crashed_goes_before_what_yielded_and_that_before_what_is_new() {
    TaskType<String> type = type("mixed");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  ran.add(text);
                  if (!context.cursor().isNone() || !text.equals("yielded")) {
                    return context.shouldYield() ? StepOutcome.yielded() : StepOutcome.done();
                  }
                  awaiting().until(context::shouldYield);
                  return StepOutcome.yielded(Payload.of("half"));
                }));
    RunBatch.Limits exclusive = oneByOne().exclusive(own("cron"));
    TaskId yielded = stint.tasks().request(type.with("yielded")).id();
    passUntilYielded(stint, exclusive, yielded);
    TaskId crashed = stint.tasks().request(type.with("crashed").priority(1)).id();
    DeadWorker.at(seat.stores(), crashed, claimed -> WAY.begun(claimed, Step.EXECUTE));
    stint.steer().prioritize(List.of(crashed), 0);
    stint.tasks().request(type.with("new"));
    ran.clear();

    stint.batches().runBatch(exclusive);

    assertThat(ran).containsExactly("crashed", "yielded", "new");
  }

  /** Nothing was written ahead for an action without hooks: its worker died after the claim. */
  @Test
  void row_21_what_crashed_without_hooks_goes_first_too_and_behind_no_ready_work() {
    TaskType<String> type = type("hookless");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  ran.add(text);
                  if (!context.cursor().isNone() || !text.equals("yielded")) {
                    return context.shouldYield() ? StepOutcome.yielded() : StepOutcome.done();
                  }
                  awaiting().until(context::shouldYield);
                  return StepOutcome.yielded(Payload.of("half"));
                }));
    RunBatch.Limits exclusive = oneByOne().exclusive(own("cron"));
    TaskId yielded = stint.tasks().request(type.with("yielded")).id();
    passUntilYielded(stint, exclusive, yielded);
    TaskId crashed = stint.tasks().request(type.with("crashed").priority(1)).id();
    DeadWorker.of(seat.stores(), crashed);
    stint.steer().prioritize(List.of(crashed), 0);
    stint.tasks().request(type.with("new"));
    stint.tasks().request(type.with("newer"));
    ran.clear();

    stint.batches().runBatch(exclusive);

    assertThat(ran).containsExactly("crashed", "yielded", "new", "newer");
    assertThat(run(stint, crashed).attempt()).isZero();
  }

  @Test
  void row_22_a_finished_task_is_kept_or_gone_at_once_as_its_type_says() {
    TaskType<String> gone = type("gone");
    TaskType<String> kept = type("kept");
    Stint stint = host(noting(gone).keep(Duration.ZERO), noting(kept).keep(Duration.ofDays(7)));
    TaskId first = stint.tasks().request(gone.with("x")).id();
    TaskId second = stint.tasks().request(kept.with("x")).id();

    pass(stint);

    assertThat(stint.ask().list(of(gone))).isEmpty();
    assertThat(stint.ask().await(first, LONG)).isPresent();
    assertThat(stint.ask().list(of(kept)))
        .singleElement()
        .matches(row -> row.standing().spec().id().equals(second));
  }

  @Test
  void row_24_a_second_exclusive_pass_returns_at_once_and_does_nothing() {
    TaskType<String> type = type("single");
    Stint stint = host(noting(type));
    TaskId task = stint.tasks().request(type.with("x")).id();
    RunBatch.Limits exclusive = RunBatch.Limits.NONE.exclusive(own("cron")).within(LONG);

    try (Mutexes.Hold held = seat.mutexes().tryAcquire(own("cron"), LONG).orElseThrow()) {
      RunBatch.Report busy = stint.batches().runBatch(exclusive);
      assertThat(busy.busy()).isTrue();
      assertThat(busy.drained()).isFalse();
      assertThat(busy.used()).isLessThan(LONG);
      assertThat(held.fence().value()).isPositive();
      assertThat(status(stint, task)).isEqualTo(TaskStatus.PENDING);
    }

    assertThat(stint.batches().runBatch(exclusive).busy()).isFalse();
    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void row_25_a_pass_says_whether_it_drained_everything_and_what_became_of_it() {
    TaskType<String> type = type("counted");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  if (text.equals("long")) {
                    awaiting().until(context::shouldYield);
                    return StepOutcome.yielded(Payload.of("more"));
                  }
                  return text.equals("bad") ? StepOutcome.failForGood("bad") : StepOutcome.done();
                }));
    stint.tasks().requestAll(List.of(type.with("good"), type.with("good"), type.with("bad")));

    RunBatch.Report all = pass(stint);
    assertThat(all.drained()).isTrue();
    assertThat(all.settled())
        .containsEntry(TaskStatus.SUCCEEDED, 2L)
        .containsEntry(TaskStatus.FAILED, 1L);
    assertThat(all.used()).isBetween(Duration.ZERO, LONG);

    TaskId longOne = stint.tasks().request(type.with("long")).id();
    RunBatch.Report some = passUntilYielded(stint, RunBatch.Limits.NONE, longOne);
    assertThat(some.drained()).isFalse();
    assertThat(some.settled()).containsEntry(TaskStatus.YIELDED, 1L);
  }

  @Test
  void row_26_the_report_of_a_pass_holds_what_its_tasks_said() {
    TaskType<String> type = type("talking");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  context.message(Message.Level.INFO, text + " rows purged");
                  return StepOutcome.done();
                }));
    stint.tasks().requestAll(List.of(type.with("seven"), type.with("nine")));

    assertThat(pass(stint).messages())
        .hasSize(2)
        .anyMatch(line -> line.contains(own("talking")) && line.endsWith("seven rows purged"))
        .anyMatch(line -> line.endsWith("nine rows purged"));
  }

  @Test
  void row_32_work_is_done_only_in_its_weekly_window_and_ends_with_it() {
    TaskType<String> open = type("open");
    TaskType<String> shut = type("shut");
    TaskType<String> never = type("never");
    Instant now = seat.stores().queries().health().now();
    WeeklyWindow around = window(now, Duration.ofHours(-1), Duration.ofSeconds(25));
    WeeklyWindow later = window(now, Duration.ofHours(2), Duration.ofHours(3));
    AtomicReference<Instant> deadline = new AtomicReference<>(Instant.MAX);
    TaskDefinition<String> working =
        TaskDefinition.of(
            open,
            (text, context) -> {
              deadline.set(context.deadline());
              return StepOutcome.done();
            });
    Stint stint =
        host(
            working.stint(Duration.ofHours(1)).within(around),
            noting(shut).within(later),
            noting(never).within(around.disabled()));
    TaskId inside = stint.tasks().request(open.with("x")).id();
    TaskId outside = stint.tasks().request(shut.with("x")).id();
    TaskId off = stint.tasks().request(never.with("x")).id();

    stint.batches().runBatch(Duration.ofHours(1));

    assertThat(status(stint, inside)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(status(stint, outside)).isEqualTo(TaskStatus.PENDING);
    assertThat(status(stint, off)).isEqualTo(TaskStatus.PENDING);
    assertThat(deadline.get())
        .isBeforeOrEqualTo(around.closesAfter(now).orElseThrow().plusMillis(50));
  }

  private static WeeklyWindow window(Instant now, Duration from, Duration to) {
    return new WeeklyWindow(
        true,
        EnumSet.allOf(DayOfWeek.class),
        LocalTime.ofInstant(now.plus(from), ZoneOffset.UTC),
        LocalTime.ofInstant(now.plus(to), ZoneOffset.UTC),
        ZoneOffset.UTC);
  }

  @Test
  void row_33_cron_calls_again_and_again_and_a_worker_may_run_all_day_beside_it() {
    TaskType<String> type = type("cron");
    Stint cron = host(noting(type));
    Stint other = host(noting(type));

    cron.tasks().request(type.with("first"));
    pass(cron);
    cron.tasks().request(type.with("second"));
    pass(other);
    assertThat(pass(cron).settled()).isEmpty();
    assertThat(ran).containsExactly("first", "second");

    Stint allDay = atWork(host(noting(type)));
    TaskId third = cron.tasks().request(type.with("third")).id();
    awaiting().until(() -> status(allDay, third) == TaskStatus.SUCCEEDED);
    assertThat(pass(cron).drained()).isTrue();
    assertThat(ran).containsExactly("first", "second", "third");
  }
}
