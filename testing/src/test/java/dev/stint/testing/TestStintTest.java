package dev.stint.testing;

import static dev.stint.testing.StintAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.api.operate.Schedule;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What runs when, on a clock that the test moves. */
class TestStintTest {

  private static final TaskType<String> WORK = TaskType.of("work", String.class);
  private static final TaskType<String> OTHER = TaskType.of("other", String.class);
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final List<String> ran = new ArrayList<>();

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (args, context) -> {
          ran.add(args + " at +" + Duration.between(START, context.now()).toSeconds());
          return StepOutcome.done(args.length());
        });
  }

  private TaskDefinition<String> failingBefore(int success, RetryPolicy retry) {
    return TaskDefinition.of(WORK)
        .then(
            ActionDefinition.<String>of(
                    "work",
                    (args, context) -> {
                      ran.add("try at +" + Duration.between(START, context.now()).toSeconds());
                      if (context.attempt() + 1 < success) {
                        throw new IllegalStateException("the shop is closed");
                      }
                      return StepOutcome.done();
                    })
                .retry(retry));
  }

  @Test
  void nothing_runs_before_the_test_says_so() {
    TestStint stint = TestStint.with(noting(WORK));

    TestTask task = stint.request(WORK.with("one"));
    stint.stint().work().start();
    assertThat(task).is(TaskStatus.PENDING).isDue();
    assertThat(ran).isEmpty();

    stint.runDue();

    assertThat(task).succeeded().after(1).attempts().hasResult(3);
    assertThat(ran).containsExactly("one at +0");
    assertThat(stint.clock().instant()).isEqualTo(START);
  }

  @Test
  void all_runs_in_the_thread_of_the_test_and_no_thread_is_started() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Set<Thread> seen = new java.util.HashSet<>();
    TestStint stint =
        TestStint.with(
            TaskDefinition.of(
                WORK,
                (args, context) -> {
                  seen.add(Thread.currentThread());
                  return StepOutcome.done();
                }));
    stint.request(WORK.with("one"));
    stint.request(WORK.with("two").dueIn(Duration.ofDays(1)));

    stint.advance(Duration.ofDays(2));

    assertThat(seen).containsExactly(Thread.currentThread());
    Set<String> started =
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> !before.contains(t) && t.getName().startsWith("stint"))
            .map(Thread::getName)
            .collect(Collectors.toSet());
    assertThat(started).isEmpty();
  }

  @Test
  void a_retry_comes_when_it_is_due_and_the_clock_is_moved_there() {
    TestStint stint = TestStint.with(failingBefore(3, RetryPolicy.fixed(5, Duration.ofMinutes(1))));
    TestTask task = stint.request(WORK.with("one"));

    stint.runDue();
    assertThat(task)
        .isRetrying()
        .lastFailedWith("the shop is closed")
        .isDueIn(Duration.ofMinutes(1))
        .isDueAt(START.plusSeconds(60));
    stint.runDue();
    assertThat(ran).hasSize(1);

    stint.advance(Duration.ofSeconds(59));
    assertThat(ran).hasSize(1);
    stint.advance(Duration.ofSeconds(61));

    assertThat(task).succeeded().after(3).attempts().after(2).failures();
    assertThat(ran).containsExactly("try at +0", "try at +60", "try at +120");
    assertThat(stint.clock().instant()).isEqualTo(START.plusSeconds(120));
  }

  @Test
  void the_scatter_of_retries_is_that_of_the_seed() {
    RetryPolicy scattered = RetryPolicy.DEFAULT;
    List<List<String>> tries = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      ran.clear();
      TestStint stint = TestStint.builder().define(failingBefore(5, scattered)).seed(seed).build();
      stint.request(WORK.with("one"));
      stint.runUntilDone(Duration.ofDays(1));
      tries.add(List.copyOf(ran));
    }
    assertThat(tries.get(0)).hasSize(5).isEqualTo(tries.get(1)).isNotEqualTo(tries.get(2));
  }

  @Test
  void what_gives_up_is_failed_with_the_words_of_its_exception() {
    TestStint stint = TestStint.with(failingBefore(9, RetryPolicy.fixed(1, Duration.ofSeconds(5))));
    TestTask task = stint.request(WORK.with("one"));

    stint.advance(Duration.ofMinutes(1));

    assertThat(task)
        .failed()
        .failedWith("shop")
        .failedWith(IllegalStateException.class)
        .after(2)
        .attempts();
  }

  @Test
  void the_most_urgent_goes_first_and_then_the_order_of_the_requests() {
    TestStint stint = TestStint.with(noting(WORK), noting(OTHER));
    stint.request(WORK.with("a"));
    stint.request(OTHER.with("b"));
    stint.request(WORK.with("urgent").priority(5));
    stint.request(WORK.with("person").interactive());
    for (int i = 0; i < 50; i++) {
      stint.request((i % 2 == 0 ? WORK : OTHER).with("n" + i));
    }

    stint.runDue();

    assertThat(ran.subList(0, 5))
        .containsExactly("person at +0", "urgent at +0", "a at +0", "b at +0", "n0 at +0");
    assertThat(ran.subList(4, 54))
        .isSortedAccordingTo(java.util.Comparator.comparing(s -> number(s)));
  }

  private static int number(String noted) {
    return Integer.parseInt(noted.substring(1, noted.indexOf(' ')));
  }

  @Test
  void what_a_task_requests_goes_before_less_urgent_work_that_waits() {
    TestStint stint =
        TestStint.with(
            TaskDefinition.of(
                WORK,
                (args, context) -> {
                  ran.add(args);
                  if (args.equals("first")) {
                    context.request(OTHER.with("person").interactive());
                  }
                  return StepOutcome.done();
                }),
            noting(OTHER));
    stint.request(WORK.with("first"));
    stint.request(WORK.with("second"));

    stint.runDue();

    assertThat(ran).containsExactly("first", "person at +0", "second");
    assertThat(stint.only(OTHER)).succeeded();
  }

  @Test
  void one_stint_at_a_time_shows_each_step() {
    TestStint stint = TestStint.with(noting(WORK));
    TestTask first = stint.request(WORK.with("one"));
    TestTask second = stint.request(WORK.with("two"));

    assertThat(stint.runNext()).isTrue();
    assertThat(first).succeeded();
    assertThat(second).isNotOver();
    assertThat(stint.runNext()).isTrue();
    assertThat(stint.runNext()).isFalse();
    assertThat(second).succeeded();
  }

  @Test
  void a_cron_runs_at_each_of_its_moments() {
    TestStint stint =
        TestStint.builder()
            .define(noting(WORK))
            .schedule(Schedule.cron("nightly", "30 2 * * *", ZoneOffset.UTC, WORK.with("clean")))
            .build();

    stint.advance(Duration.ofDays(3));

    assertThat(ran)
        .containsExactly(
            "clean at +9000", "clean at +" + (9000 + 86_400), "clean at +" + (9000 + 172_800));
  }

  @Test
  void a_schedule_by_delay_goes_on_from_the_end_of_each_run() {
    TestStint stint =
        TestStint.builder()
            .define(noting(WORK))
            .schedule(Schedule.every("often", Duration.ofMinutes(10), WORK.with("look")))
            .build();

    stint.advance(Duration.ofMinutes(35));

    assertThat(ran).containsExactly("look at +0", "look at +600", "look at +1200", "look at +1800");
  }

  @Test
  void a_task_outside_of_its_window_waits_until_it_opens() {
    TestStint stint =
        TestStint.with(
            noting(WORK).within(WeeklyWindow.parse("saturday", "01:00", "05:00", ZoneOffset.UTC)));
    TestTask task = stint.request(WORK.with("big"));

    stint.advance(Duration.ofDays(4));
    assertThat(task).is(TaskStatus.PENDING);
    stint.advance(Duration.ofDays(1));

    assertThat(task).succeeded();
    assertThat(ran).containsExactly("big at +" + (4 * 86_400 + 3_600));
  }

  @Test
  void waits_serial_keys_and_callbacks_come_in_their_turn_without_time() {
    TestStint stint = TestStint.with(noting(WORK), noting(OTHER));
    TestTask first = stint.request(WORK.with("ship").serialKey("c7"));
    TestTask second = stint.request(WORK.with("bill").serialKey("c7"));
    TestTask after = stint.request(OTHER.with("report").after(second.id()));
    stint.tasks().requestThen(WORK.with("pay"), id -> OTHER.with("told"));
    assertThat(second).isWaiting();

    stint.runNext();
    assertThat(first).succeeded();
    stint.runDue();

    assertThat(after).succeeded();
    assertThat(ran).hasSize(5).contains("told at +0").endsWith("told at +0");
    assertThat(ran.indexOf("ship at +0")).isLessThan(ran.indexOf("bill at +0"));
    assertThat(ran.indexOf("bill at +0")).isLessThan(ran.indexOf("report at +0"));
  }

  @Test
  void a_wait_says_for_whom_and_runs_out_on_the_clock() {
    TestStint stint =
        TestStint.with(
            noting(OTHER),
            TaskDefinition.of(WORK)
                .then(
                    ActionDefinition.<String>of(
                            "wait",
                            (args, context) ->
                                StepOutcome.waitFor(
                                    Await.milestone(dev.stint.domain.TaskId.of(args), "half"),
                                    Payload.NONE,
                                    Duration.ofHours(2)))
                        .retry(RetryPolicy.NEVER)));
    TestTask other = stint.request(OTHER.with("late").dueIn(Duration.ofDays(9)));
    TestTask task = stint.request(WORK.with(other.id().toString()));

    stint.runDue();
    assertThat(task).isWaiting().isWaitingFor(other).isDueIn(Duration.ofHours(2));
    assertThatThrownBy(() -> assertThat(task).succeeded())
        .hasMessageContaining("BLOCKED by milestone 'half' of task " + other.id());
    stint.advance(Duration.ofHours(2));

    assertThat(task).failed().failedWith("half");
    assertThat(other).is(TaskStatus.PENDING).isDueIn(Duration.ofDays(9).minusHours(2));
  }

  @Test
  void limited_types_run() {
    TestStint stint = TestStint.with(noting(WORK).limit(1), noting(OTHER).limit(2));
    for (int i = 0; i < 3; i++) {
      stint.request(WORK.with("w" + i));
      stint.request(OTHER.with("o" + i));
    }
    stint.runDue();
    assertThat(ran).hasSize(6);
    stint.request(WORK.with("later"));
    stint.runDue();
    assertThat(ran).hasSize(7);
  }

  @Test
  void an_action_that_takes_long_yields_when_its_time_is_up_and_keeps_its_lease() {
    AtomicInteger done = new AtomicInteger();
    TestStint[] stint = new TestStint[1];
    stint[0] =
        TestStint.with(
            TaskDefinition.of(
                    WORK,
                    (args, context) -> {
                      while (done.get() < 100) {
                        stint[0].clock().pass(Duration.ofSeconds(7));
                        done.incrementAndGet();
                        if (context.shouldYield()) {
                          context.progress(done.get(), 100, "items");
                          return StepOutcome.yielded(Payload.of("" + done.get()));
                        }
                      }
                      return StepOutcome.done();
                    })
                .stint(Duration.ofMinutes(2)));
    TestTask task = stint[0].request(WORK.with("long"));

    stint[0].runNext();
    assertThat(task).hasYielded().hasProgress(18, 100).isDue();
    stint[0].runDue();

    assertThat(task).succeeded().after(1).attempts();
    assertThat(stint[0].clock().instant()).isEqualTo(START.plusSeconds(700));
  }

  @Test
  void an_action_past_its_deadline_and_grace_is_ended_as_one_that_hangs() {
    AtomicBoolean interrupted = new AtomicBoolean();
    TestStint[] stint = new TestStint[1];
    stint[0] =
        TestStint.with(
            TaskDefinition.of(
                WORK,
                (args, context) -> {
                  stint[0].clock().pass(Duration.ofSeconds(61));
                  interrupted.set(Thread.currentThread().isInterrupted());
                  return StepOutcome.done();
                }));
    TestTask task = stint[0].request(WORK.with("hangs"));

    stint[0].runNext();

    assertThat(task).is(TaskStatus.INTERRUPTED);
    assertThat(interrupted).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void a_process_that_was_stopped_past_its_lease_has_lost_its_task() {
    List<Long> fences = new ArrayList<>();
    AtomicBoolean refused = new AtomicBoolean();
    TestStint[] stint = new TestStint[1];
    stint[0] =
        TestStint.with(
            TaskDefinition.of(
                WORK,
                (args, context) -> {
                  fences.add(context.fence().value());
                  if (fences.size() == 1) {
                    stint[0].clock().passUnseen(Duration.ofSeconds(11));
                    // Another worker, as another process would have it.
                    stint[0].runDue();
                    try {
                      context.checkpoint(Payload.of("mine"));
                    } catch (LeaseLostException e) {
                      refused.set(true);
                      throw e;
                    }
                  }
                  return StepOutcome.done();
                }));
    TestTask task = stint[0].request(WORK.with("stopped"));

    stint[0].runDue();

    assertThat(refused).isTrue();
    assertThat(fences).hasSize(2);
    assertThat(fences.get(1)).isGreaterThan(fences.get(0));
    assertThat(task).succeeded();
  }

  @Test
  void host_code_may_run_batches_and_tasks_in_its_own_thread() {
    TestStint stint = TestStint.with(noting(WORK), noting(OTHER));
    stint.request(WORK.with("one"));
    stint.request(OTHER.with("two"));

    var report = stint.stint().batches().runBatch(Duration.ofSeconds(30));
    assertThat(report.settled()).containsEntry(TaskStatus.SUCCEEDED, 2L);
    assertThat(report.drained()).isTrue();

    stint.request(WORK.with("waits"));
    RunInCaller.Result result =
        stint.stint().inCaller().runInCaller(OTHER.with("button"), Duration.ofSeconds(1));
    assertThat(result.over()).isTrue();
    assertThat(ran).endsWith("button at +0");
  }

  @Test
  void the_same_key_is_the_same_task() {
    TestStint stint = TestStint.with(noting(WORK));
    Request<String> request = WORK.with("once").key("k");
    TestTask first = stint.request(request);
    assertThat(stint.request(request).id()).isEqualTo(first.id());
    assertThat(stint.all()).hasSize(1);
  }

  @Test
  void a_task_that_never_ends_is_told_and_not_waited_for() {
    TestStint stint =
        TestStint.with(
            TaskDefinition.of(WORK, (args, context) -> StepOutcome.snooze(Duration.ZERO)));
    stint.request(WORK.with("one"));
    assertThatThrownBy(stint::runDue)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("10,000 stints ran")
        .hasMessageContaining("task work (");
  }

  @Test
  void a_failed_assertion_tells_the_story_of_the_task() {
    TestStint stint =
        TestStint.with(
            TaskDefinition.of(WORK)
                .then(
                    ActionDefinition.<String>of(
                            "work",
                            (args, context) -> {
                              context.message(Message.Level.INFO, "read the list");
                              context.milestone("read");
                              context.progress(3, 10, "lines");
                              throw new IllegalStateException("the shop is closed");
                            })
                        .retry(RetryPolicy.fixed(1, Duration.ofSeconds(90)))));
    TestTask task = stint.request(WORK.with("one").priority(3));
    stint.runDue();

    assertThatThrownBy(() -> assertThat(task).succeeded())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            expected work %1$s to be SUCCEEDED, but:
            task work (%1$s) is RETRYING, due in 1m30s, after failed attempts: 1
              requested at 2030-01-01T00:00:00Z, BACKGROUND, priority 3
              arguments "one"
              run 1 at +0s: RETRYING, java.lang.IllegalStateException: the shop is closed
              progress 3 of 10 lines
              message: read the list
              milestone: read
              the clock shows 2030-01-01T00:00:00Z, +0s after the request"""
                .formatted(task.id()));
    assertThat(task).hasMessage("list").hasMessages("read the list").reached("read");
  }

  @Test
  void a_wrong_expectation_of_each_kind_is_told() {
    TestStint stint = TestStint.with(noting(WORK));
    TestTask task = stint.request(WORK.with("one"));
    stint.runDue();
    TaskAssert it = assertThat(task);
    List<Runnable> wrong =
        List.of(
            it::failed,
            it::cancelled,
            it::isNotOver,
            it::isDue,
            it::isWaiting,
            it::isRetrying,
            it::hasYielded,
            it::isPaused,
            it::hasNoResult,
            () -> it.isWaitingFor(task),
            () -> it.isDueAt(START),
            () -> it.isDueIn(Duration.ZERO),
            () -> it.lastFailedWith("any"),
            () -> it.after(2).attempts(),
            () -> it.after(1).failures(),
            () -> it.hasResult(4),
            () -> it.hasMessage("any"),
            () -> it.hasMessages("any"),
            () -> it.hasProgress(1, 2),
            () -> it.reached("any"),
            () -> it.hasSetAside("any"),
            () -> it.hasType(OTHER));
    for (Runnable one : wrong) {
      assertThatThrownBy(one::run)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("expected work " + task.id() + " ")
          .hasMessageContaining("is SUCCEEDED since +0s");
    }
    assertThatThrownBy(() -> stint.only(OTHER)).hasMessageContaining("there are 0");
  }

  @Test
  void a_long_time_passes_quickly_and_finished_tasks_are_still_there() {
    TestStint stint = TestStint.with(noting(WORK));
    TestTask task = stint.request(WORK.with("old"));
    stint.request(WORK.with("late").dueIn(Duration.ofDays(300)));

    stint.advance(Duration.ofDays(365));

    assertThat(task).succeeded();
    assertThat(ran).hasSize(2);
  }

  @Test
  void a_host_that_cleans_sees_its_old_tasks_go() {
    TestStint stint =
        TestStint.builder()
            .define(noting(WORK))
            .config(Config.DEFAULT.keep(Duration.ofDays(2)))
            .build();
    TestTask task = stint.request(WORK.with("old"));

    stint.advance(Duration.ofDays(1));
    assertThat(task).succeeded();
    stint.advance(Duration.ofDays(3));

    assertThat(task.find()).isEqualTo(Optional.empty());
  }
}
