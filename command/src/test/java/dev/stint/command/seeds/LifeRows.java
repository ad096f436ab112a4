package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Ends before the end: shutdowns, crashes, hung actions, and what comes after. */
abstract class LifeRows extends Rows {

  private static final StepPolicy WAY = StepPolicy.endless(9, new Random(1));

  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);

  LifeRows(RowStore store) {
    super(store);
  }

  /** Never returns by itself. */
  private TaskDefinition<String> hanging(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          begun.countDown();
          new CountDownLatch(1).await();
          return StepOutcome.done();
        });
  }

  /** Reaps and promotes, and claims nothing. */
  private void choresOnly(Stint stint) {
    stint
        .batches()
        .runBatch(
            new RunBatch.Limits(
                Optional.of(LONG),
                Optional.empty(),
                Set.of(new QueueName(own("nothing"))),
                Set.of(),
                OptionalInt.of(1),
                false));
  }

  @Test
  void row_50_a_crash_is_told_as_the_reason_of_an_interruption() {
    TaskType<String> type = type("crashed");
    Stint stint = host(hanging(type));
    TaskId task = stint.tasks().request(type.with("x")).id();
    DeadWorker.at(seat.stores(), task, claimed -> WAY.begun(claimed, Step.EXECUTE));

    awaiting()
        .until(
            () -> {
              choresOnly(stint);
              return status(stint, task) == TaskStatus.INTERRUPTED;
            });

    assertThat(run(stint, task).interruption()).contains(Interruption.CRASH);
    assertThat(run(stint, task).attempt()).isEqualTo(1);
  }

  @Test
  void row_50_a_shutdown_is_told_as_the_reason_of_an_interruption() throws Exception {
    TaskType<String> type = type("shut");
    Stint stint = atWork(host(hanging(type)));
    TaskId task = stint.tasks().request(type.with("x")).id();
    begun.await();

    stint.work().stop(Duration.ofMillis(20));

    Run ended = run(stint, task);
    assertThat(ended.status()).isEqualTo(TaskStatus.INTERRUPTED);
    assertThat(ended.interruption()).contains(Interruption.SHUTDOWN);
    assertThat(ended.attempt()).isZero();
  }

  @Test
  void row_50_a_hung_action_is_ended_and_its_time_out_told_as_the_reason() {
    TaskType<String> type = type("hung");
    Config strict = CONFIG.stint(Duration.ofMillis(50)).grace(Duration.ofMillis(50));
    Stint stint = atWork(host(strict, hanging(type)));
    TaskId task = stint.tasks().request(type.with("x")).id();

    awaiting().until(() -> status(stint, task) == TaskStatus.INTERRUPTED);

    assertThat(run(stint, task).interruption()).contains(Interruption.TIMEOUT);
    assertThat(run(stint, task).attempt()).isEqualTo(1);
  }

  @Test
  void row_51_what_a_stopped_or_crashed_process_left_goes_on_by_itself_in_the_next()
      throws Exception {
    TaskType<String> type = type("resumed");
    Payload here = Payload.of("page 3");
    TaskDefinition<String> paged =
        TaskDefinition.of(
            type,
            (text, context) -> {
              seen.add(text + " at " + context.cursor().text());
              if (!context.cursor().isNone()) {
                return StepOutcome.done();
              }
              context.checkpoint(here);
              begun.countDown();
              awaiting().until(context::shouldYield);
              return StepOutcome.yielded();
            });
    Stint before = atWork(host(paged));
    TaskId task = before.tasks().request(type.with("stopped")).id();
    begun.await();
    before.work().stop(Duration.ofSeconds(5));
    assertThat(status(before, task)).isEqualTo(TaskStatus.YIELDED);
    TaskId crashed = before.tasks().request(type.with("crashed").priority(9)).id();
    DeadWorker.at(seat.stores(), crashed, claimed -> WAY.checkpoint(claimed, here));

    Stint after = atWork(host(paged));
    awaiting().until(() -> status(after, task) == TaskStatus.SUCCEEDED);
    awaiting().until(() -> status(after, crashed) == TaskStatus.SUCCEEDED);

    assertThat(seen)
        .containsExactlyInAnyOrder("stopped at ", "stopped at page 3", "crashed at page 3");
  }

  @Test
  void row_52_a_worker_that_beats_keeps_its_task_past_many_leases_and_a_silent_one_loses_it() {
    TaskType<String> type = type("beating");
    Duration lease = Duration.ofSeconds(3);
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch enough = new CountDownLatch(1);
    TaskDefinition<String> patient =
        TaskDefinition.of(
            type,
            (text, context) -> {
              runs.incrementAndGet();
              begun.countDown();
              if (text.equals("long")) {
                enough.await();
              }
              return StepOutcome.done();
            });
    Stint beating = atWork(host(CONFIG.lease(lease), patient));
    Stint reaper = host(CONFIG, patient);
    TaskId kept = beating.tasks().request(type.with("long")).id();
    awaiting().until(() -> begun.getCount() == 0);
    Instant start = reaper.ask().health().now();

    awaiting().until(() -> renewedAfter(reaper, kept, start.plus(lease)));
    choresOnly(reaper);
    assertThat(status(reaper, kept)).isEqualTo(TaskStatus.RUNNING);
    enough.countDown();
    awaiting().until(() -> status(reaper, kept) == TaskStatus.SUCCEEDED);
    assertThat(runs).hasValue(1);

    beating.work().stop(Duration.ofSeconds(1));
    TaskId silent =
        beating.tasks().request(type.with("short").retry(RetryPolicy.fixed(3, Duration.ZERO))).id();
    DeadWorker.of(seat.stores(), silent);
    passUntil(reaper, silent, TaskStatus.SUCCEEDED);
    assertThat(runs).hasValue(2);
  }

  private static boolean renewedAfter(Stint stint, TaskId task, Instant moment) {
    List<WorkerView> workers = stint.ask().workers();
    return row(stint, task).standing().worker().stream()
        .flatMap(owner -> workers.stream().filter(w -> w.id().equals(owner)))
        .anyMatch(w -> w.renewed().isAfter(moment));
  }
}
