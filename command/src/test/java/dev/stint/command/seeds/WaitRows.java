package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskEnd;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.spi.RegisterStore;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that wait for others, take turns, take another's place, or come again. */
abstract class WaitRows extends Rows {

  private final List<String> ran = new CopyOnWriteArrayList<>();

  WaitRows(RowStore store) {
    super(store);
  }

  private Action<String> noting() {
    return (text, context) -> {
      ran.add(text);
      return text.equals("bad") ? StepOutcome.failForGood("bad") : StepOutcome.done();
    };
  }

  private static void over(Stint stint, TaskId task, TaskStatus end) {
    passUntil(stint, task, end);
  }

  @Test
  void row_34_cron_patterns_are_configured_in_a_zone_and_a_bad_one_is_refused_in_words() {
    TaskType<String> type = type("nightly");
    Stint stint = host(TaskDefinition.of(type, noting()));
    ZoneId riga = ZoneId.of("Europe/Riga");
    Schedule<String> nightly = Schedule.cron(own("nightly"), "0 2 * * *", riga, type.with("clean"));

    stint.schedules().put(nightly);
    assertThat(stint.schedules().next(nightly.name(), 3))
        .hasSize(3)
        .allMatch(at -> at.atZone(riga).getHour() == 2 && at.atZone(riga).getMinute() == 0);
    stint.schedules().put(Schedule.cron(own("nightly"), "30 3 * * *", riga, type.with("clean")));
    assertThat(stint.schedules().next(nightly.name(), 1))
        .allMatch(at -> at.atZone(riga).getHour() == 3 && at.atZone(riga).getMinute() == 30);
    assertThatThrownBy(() -> Schedule.cron(own("bad"), "61 2 * * *", riga, type.with("clean")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("61 2 * * *");
    stint.schedules().remove(nightly.name());
  }

  @Test
  void row_34_the_cleaner_goes_by_a_cron_pattern_once_over_all_workers() {
    TaskType<String> type = type("cleaned");
    AtomicInteger looked = new AtomicInteger();
    CleanRule ours =
        CleanRule.olderThan(own("all"), Duration.ZERO)
            .types(Set.of(type.name()))
            .where(row -> looked.incrementAndGet() > 0);
    Config nightly =
        CONFIG.cleanAt("0 2 * * *", ZoneId.of("Europe/Riga")).cleanRules(List.of(ours));
    Stint one = host(nightly, TaskDefinition.of(type, noting()));
    Stint other = host(nightly, TaskDefinition.of(type, noting()));
    one.tasks().request(type.with("x"));
    pass(one);
    pass(other);
    assertThat(one.ask().list(of(type))).hasSize(1);
    assertThat(looked).hasValue(0);

    cleanedLast(Duration.ofDays(2));
    pass(other);
    pass(one);
    assertThat(one.ask().list(of(type))).isEmpty();
    assertThat(looked).hasValue(1);
  }

  /** As if the last clean had been so long ago. */
  private void cleanedLast(Duration ago) {
    RegisterStore registers = seat.stores().registers();
    RegisterStore.Register seen = registers.find("turn", "clean").orElseThrow();
    String then = seat.stores().queries().health().now().minus(ago).toString();
    registers.swap(
        List.of(new RegisterStore.Swap("turn", "clean", seen.version(), Payload.of(then))));
  }

  @Test
  void row_35_a_type_runs_at_most_as_many_at_once_as_its_limit_over_all_workers() {
    TaskType<String> type = type("limited");
    AtomicInteger now = new AtomicInteger();
    List<Integer> seen = new CopyOnWriteArrayList<>();
    Stint page = host();
    TaskDefinition<String> limited =
        TaskDefinition.of(
                type,
                (text, context) -> {
                  seen.add(now.incrementAndGet());
                  seen.add(status(page, context.task()) == TaskStatus.RUNNING ? 1 : 0);
                  now.decrementAndGet();
                  return StepOutcome.done();
                })
            .limit(2);
    Stint one = host(limited);
    Stint other = host(limited);
    List<Request<?>> wishes =
        IntStream.range(0, 30).<Request<?>>mapToObj(i -> type.with("n" + i)).toList();
    one.tasks().requestAll(wishes);

    atWork(one);
    atWork(other);
    awaiting().until(() -> seen.size() == 60);

    assertThat(seen).allMatch(n -> n == 1 || n == 2);
  }

  @Test
  void row_62_a_callback_runs_when_a_task_is_over_whatever_its_end() {
    TaskType<String> type = type("called");
    Stint stint = host(TaskDefinition.of(type, noting()));
    TaskId afterGood =
        stint.tasks().requestThen(type.with("good"), id -> type.with("after good")).get(1).id();
    TaskId afterBad =
        stint.tasks().requestThen(type.with("bad"), id -> type.with("after bad")).get(1).id();

    over(stint, afterGood, TaskStatus.SUCCEEDED);
    over(stint, afterBad, TaskStatus.SUCCEEDED);

    assertThat(ran.indexOf("after good")).isGreaterThan(ran.indexOf("good"));
    assertThat(ran.indexOf("after bad")).isGreaterThan(ran.indexOf("bad"));
  }

  record Bill(int number, String total) {}

  @Test
  void row_62_a_callback_is_told_result_and_task_also_if_nothing_of_it_is_kept() {
    TaskType<String> type = type("billed");
    TaskType<String> tell = type("tell");
    Queue<TaskEnd> ends = new ConcurrentLinkedQueue<>();
    Queue<Object> results = new ConcurrentLinkedQueue<>();
    Stint stint =
        host(
            TaskDefinition.of(
                    type,
                    (text, context) ->
                        text.equals("good")
                            ? StepOutcome.done(new Bill(7, "9.50"))
                            : StepOutcome.failForGood("no paper"))
                .keep(Duration.ZERO),
            TaskDefinition.of(
                tell,
                (text, context) -> {
                  if (context.attempt() == 0) {
                    return StepOutcome.fail("not yet");
                  }
                  ends.add(context.ended().orElseThrow());
                  results.add(context.endedWith(Bill.class));
                  return StepOutcome.done();
                }));
    Request<String> told = tell.with("x").retry(RetryPolicy.fixed(1, Duration.ZERO));
    List<Requested> good =
        stint.tasks().requestThen(type.with("good").named("the bill").key(own("bill")), id -> told);
    List<Requested> bad = stint.tasks().requestThen(type.with("bad"), id -> told);
    List<Requested> held = stint.tasks().requestThen(type.with("held").paused(), id -> told);
    stint.steer().cancel(List.of(held.get(0).id()));

    for (List<Requested> both : List.of(good, bad, held)) {
      over(stint, both.get(1).id(), TaskStatus.SUCCEEDED);
    }

    TaskEnd well = end(ends, good);
    assertThat(well.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(well.type()).isEqualTo(type.name().value());
    assertThat(well.name()).contains("the bill");
    assertThat(well.key()).contains(own("bill"));
    assertThat(well.failure()).isEmpty();
    assertThat(end(ends, bad).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(end(ends, bad).failure().orElseThrow().message()).isEqualTo("no paper");
    assertThat(end(ends, held).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(results)
        .containsExactlyInAnyOrder(
            Optional.of(new Bill(7, "9.50")), Optional.empty(), Optional.empty());
  }

  private static TaskEnd end(Queue<TaskEnd> ends, List<Requested> both) {
    return ends.stream().filter(e -> e.id().equals(both.get(0).id())).findFirst().orElseThrow();
  }

  @Test
  void row_63_a_task_waits_for_another_or_for_a_milestone_inside_it() {
    TaskType<String> type = type("waiting");
    TaskType<String> parts = type("parts");
    CountDownLatch enough = new CountDownLatch(1);
    Stint stint =
        atWork(
            host(
                TaskDefinition.of(type, noting()),
                TaskDefinition.of(
                    parts,
                    (text, context) -> {
                      ran.add("half");
                      context.milestone("half");
                      enough.await();
                      ran.add("whole");
                      return StepOutcome.done();
                    })));
    TaskId target = stint.tasks().request(parts.with("x")).id();
    TaskId early =
        stint.tasks().request(type.with("early").after(Await.milestone(target, "half"))).id();
    TaskId late = stint.tasks().request(type.with("late").after(target)).id();

    awaiting().until(() -> status(stint, early) == TaskStatus.SUCCEEDED);
    awaiting().until(() -> status(stint, late) == TaskStatus.BLOCKED);
    enough.countDown();
    awaiting().until(() -> status(stint, late) == TaskStatus.SUCCEEDED);

    assertThat(ran).containsExactly("half", "early", "whole", "late");
  }

  @Test
  void row_63_who_waits_for_what_cannot_come_any_more_fails_and_says_why() {
    TaskType<String> type = type("void");
    Stint stint = host(TaskDefinition.of(type, noting()));
    TaskId bad = stint.tasks().request(type.with("bad")).id();
    TaskId waiter = stint.tasks().request(type.with("never").after(bad)).id();

    over(stint, waiter, TaskStatus.FAILED);

    assertThat(run(stint, waiter).failure())
        .hasValueSatisfying(f -> assertThat(f.message()).contains(bad.toString()));
    assertThat(ran).doesNotContain("never");
  }

  @Test
  void row_64_tasks_of_one_serial_key_run_one_by_one_by_priority_and_then_by_age() {
    TaskType<String> type = type("serial");
    AtomicInteger now = new AtomicInteger();
    List<Integer> together = new CopyOnWriteArrayList<>();
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  together.add(now.incrementAndGet());
                  ran.add(text);
                  now.decrementAndGet();
                  return StepOutcome.done();
                }));
    List<TaskId> tasks = new ArrayList<>();
    for (String text : List.of("head", "b", "c", "d")) {
      tasks.add(stint.tasks().request(type.with(text).serialKey(own("key"))).id());
    }
    tasks.add(stint.tasks().request(type.with("urgent").serialKey(own("key")).priority(5)).id());

    tasks.forEach(task -> over(stint, task, TaskStatus.SUCCEEDED));

    assertThat(together).containsOnly(1);
    assertThat(ran).containsSubsequence("b", "c", "d");
    assertThat(ran.indexOf("urgent")).isLessThan(ran.indexOf("b"));
  }

  @Test
  void row_65_a_head_that_waits_for_another_try_holds_its_key_or_steps_aside_as_set() {
    TaskType<String> holds = type("holds");
    TaskType<String> aside = type("aside");
    Action<String> failsOnce =
        (text, context) -> {
          ran.add(text);
          return text.startsWith("head") && context.attempt() == 0
              ? StepOutcome.fail("later")
              : StepOutcome.done();
        };
    Stint stint =
        host(
            TaskDefinition.of(holds, failsOnce),
            TaskDefinition.of(aside, failsOnce).head(HeadPolicy.STEP_ASIDE));
    RetryPolicy later = RetryPolicy.fixed(1, Duration.ofMillis(400));
    for (TaskType<String> type : List.of(holds, aside)) {
      String key = type.name().value();
      stint.tasks().request(type.with("head of " + key).serialKey(key).retry(later));
      stint.tasks().request(type.with("next of " + key).serialKey(key));
    }

    awaiting()
        .until(
            () -> {
              pass(stint);
              return ran.size() == 6;
            });

    String held = holds.name().value();
    String passed = aside.name().value();
    assertThat(ran)
        .containsSubsequence("head of " + held, "head of " + held, "next of " + held)
        .containsSubsequence("head of " + passed, "next of " + passed, "head of " + passed);
  }

  @Test
  void row_68_a_recurring_task_comes_again_after_each_run_once_over_all_workers() {
    TaskType<String> type = type("recurring");
    Stint one = host(TaskDefinition.of(type, noting()));
    Stint other = host(TaskDefinition.of(type, noting()));
    Schedule<String> often = Schedule.every(own("tick"), Duration.ofSeconds(1), type.with("tick"));
    assertThat(one.schedules().put(often)).isTrue();
    assertThat(other.schedules().put(often)).as("nothing new").isFalse();

    long began = System.nanoTime();
    atWork(one);
    atWork(other);
    awaiting().until(() -> ran.size() >= 2);
    one.schedules().remove(often.name());

    // One at once, one that is due, and the seconds between: a busy machine may let some go by.
    int most = (int) Duration.ofNanos(System.nanoTime() - began).toSeconds() + 3;
    assertThat(one.ask().list(of(type))).hasSizeLessThanOrEqualTo(most);
    assertThat(one.schedules().list())
        .noneMatch(scheduled -> scheduled.name().equals(often.name()));
  }

  @Test
  void row_69_a_coalescing_task_absorbs_those_that_wait_and_links_them_to_itself() {
    TaskType<String> type = type("coalescing");
    Stint stint = host(TaskDefinition.of(type, noting()));
    List<TaskId> tasks = new ArrayList<>();
    for (long from : new long[] {5, 7, 3}) {
      RequestOptions options = RequestOptions.NONE.absorbing(from);
      tasks.add(
          stint
              .tasks()
              .request(
                  type.with("from " + from)
                      .serialKey(own("key"))
                      .priority(from == 3 ? 9 : 0)
                      .options(options))
              .id());
    }

    awaiting()
        .until(
            () -> {
              pass(stint);
              return tasks.stream().allMatch(task -> status(stint, task).finished());
            });

    assertThat(tasks)
        .extracting(task -> status(stint, task))
        .contains(TaskStatus.SUPERSEDED, TaskStatus.SUCCEEDED);
    assertThat(ran).contains("from 3").doesNotContain("from 7");
  }
}
