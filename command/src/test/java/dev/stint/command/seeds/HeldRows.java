package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.CleanRule;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.contract.CountingWalk;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.WeeklyWindow;
import dev.stint.domain.task.TaskRow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the rows forbid: each test holds work back where the forbidden thing would happen, kills a
 * worker there, or compares two.
 */
abstract class HeldRows extends Rows {

  private static final StepPolicy WAY = StepPolicy.endless(9, new Random(1));
  private static final RetryPolicy AT_ONCE = RetryPolicy.fixed(5, Duration.ZERO);

  private final Queue<String> ran = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  HeldRows(RowStore store) {
    super(store);
  }

  @AfterEach
  void letGo() {
    free.countDown();
  }

  private TaskDefinition<String> noting(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text);
          return StepOutcome.done();
        });
  }

  /** Notes what begins, and holds what is named so until all is let go. */
  private TaskDefinition<String> holding(TaskType<String> type, String held) {
    return TaskDefinition.of(
        type,
        (text, context) -> {
          ran.add(text);
          if (text.equals(held)) {
            begun.countDown();
            hold();
          }
          return StepOutcome.done();
        });
  }

  private void hold() throws InterruptedException {
    assertThat(free.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private void awaitBegun() {
    awaiting().until(() -> begun.getCount() == 0);
  }

  /** Both workers claim and finish other tasks, so whatever they could claim they have claimed. */
  private static void othersRun(Stint asking, TaskType<String> type) {
    List<TaskId> probes =
        IntStream.range(0, 40)
            .mapToObj(i -> asking.tasks().request(type.with("probe " + i)).id())
            .toList();
    awaiting().until(() -> probes.stream().allMatch(p -> status(asking, p).finished()));
  }

  @Test
  void row_9_an_interactive_task_that_comes_last_starts_next() {
    TaskType<String> type = type("held");
    Stint stint =
        atWork(host(CONFIG.parallelism(1).prefetch(Duration.ZERO), holding(type, "held")));
    stint.tasks().request(type.with("held"));
    awaitBegun();
    for (int i = 0; i < 5; i++) {
      stint.tasks().request(type.with("cron " + i).priority(9));
    }
    TaskId person = stint.tasks().request(type.with("person").interactive().priority(-9)).id();
    assertThat(status(stint, person)).isEqualTo(TaskStatus.PENDING);

    free.countDown();
    awaiting().until(() -> ran.size() == 7);

    assertThat(ran).startsWith("held", "person");
  }

  @Test
  void row_13_the_recover_hook_is_called_after_a_kill_and_its_arguments_are_used() {
    TaskType<String> type = type("killed");
    Scripted action =
        new Scripted("action", ran)
            .recovering((text, context) -> HookDecision.proceed("half of " + text))
            .executing(
                (text, context) -> {
                  ran.add(text + " from " + context.cursor().text());
                  return StepOutcome.done();
                });
    Stint stint = host(TaskDefinition.of(type).then(action.definition().retry(AT_ONCE)));
    TaskId task = stint.tasks().request(type.with("all")).id();
    DeadWorker.at(seat.stores(), task, claimed -> WAY.checkpoint(claimed, Payload.of("row 7")));

    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(ran).containsExactly("recover action", "execute action", "half of all from row 7");
    assertThat(action.failure()).isPresent();
  }

  @Test
  void row_14_the_deadline_is_the_sooner_of_stint_and_pass_and_asks_to_leave_off_when_it_came() {
    TaskType<String> byStint = type("stint");
    TaskType<String> byPass = type("pass");
    Queue<Duration> left = new ConcurrentLinkedQueue<>();
    Queue<Boolean> late = new ConcurrentLinkedQueue<>();
    Action<String> untilAsked =
        (text, context) -> {
          left.add(Duration.between(context.now(), context.deadline()));
          awaiting().until(context::shouldYield);
          late.add(!context.now().isBefore(context.deadline().minusMillis(1)));
          return StepOutcome.done();
        };
    Stint stint =
        host(
            TaskDefinition.of(byStint, untilAsked).stint(Duration.ofMillis(300)),
            TaskDefinition.of(byPass, untilAsked).stint(Duration.ofHours(1)));
    stint.tasks().request(byStint.with("x"));
    pass(stint);
    assertThat(left.remove()).isLessThanOrEqualTo(Duration.ofMillis(300)).isPositive();

    stint.tasks().request(byPass.with("x"));
    awaiting()
        .until(
            () -> {
              stint.batches().runBatch(SHORT);
              return !left.isEmpty();
            });
    assertThat(left.remove()).isLessThanOrEqualTo(SHORT);
    assertThat(late).hasSize(2).containsOnly(true);
  }

  @Test
  void row_17_whoever_is_killed_in_a_hook_or_in_execute_is_followed_as_its_phase_says() {
    assertThat(afterDeathIn(Phase.STARTING)).startsWith("start action", "execute action");
    assertThat(afterDeathIn(Phase.EXECUTING)).startsWith("recover action", "execute action");
    assertThat(afterDeathIn(Phase.RECOVERING)).startsWith("recover action", "execute action");
  }

  private List<String> afterDeathIn(Phase phase) {
    ran.clear();
    TaskType<String> type = type("dies." + phase);
    Scripted action = new Scripted("action", ran);
    TaskDefinition<String> definition =
        TaskDefinition.of(type).then(action.definition().retry(AT_ONCE));
    Stint stint = host(definition);
    TaskId task = stint.tasks().request(type.with("x")).id();
    if (phase == Phase.RECOVERING) {
      action.executing((text, context) -> StepOutcome.fail("once"));
      pass(host(CONFIG.maxTasks(1), definition));
      action.executing((text, context) -> StepOutcome.done());
      ran.clear();
    }
    Run written = DeadWorker.at(seat.stores(), task, reaching(phase));
    assertThat(written.phase()).isEqualTo(phase);
    passUntil(stint, task, TaskStatus.SUCCEEDED);
    return List.copyOf(ran);
  }

  private static UnaryOperator<Run> reaching(Phase phase) {
    return switch (phase) {
      case STARTING -> claimed -> WAY.begun(claimed, Step.START);
      case EXECUTING -> claimed -> WAY.proceed(WAY.begun(claimed, Step.START));
      default -> claimed -> WAY.begun(claimed, Step.RECOVER);
    };
  }

  @Test
  void row_24_while_a_pass_holds_the_mutex_no_other_process_runs_anything() throws Exception {
    TaskType<String> type = type("single");
    TaskDefinition<String> definition = holding(type, "held");
    Stint one = host(CONFIG.prefetch(Duration.ZERO), definition);
    Stint other = host(definition);
    RunBatch.Limits exclusive = RunBatch.Limits.NONE.exclusive(own("cron")).within(LONG);
    one.tasks().request(type.with("held"));
    CompletableFuture<RunBatch.Report> first =
        CompletableFuture.supplyAsync(() -> one.batches().runBatch(exclusive.parallelism(1)));
    awaitBegun();
    TaskId second = one.tasks().request(type.with("second")).id();

    RunBatch.Report busy = other.batches().runBatch(exclusive);

    assertThat(busy.busy()).isTrue();
    assertThat(busy.settled()).isEmpty();
    assertThat(status(other, second)).isEqualTo(TaskStatus.PENDING);
    free.countDown();
    assertThat(first.get(LONG.toSeconds(), TimeUnit.SECONDS).busy()).isFalse();
    assertThat(other.batches().runBatch(exclusive).busy()).isFalse();
    assertThat(ran).containsExactlyInAnyOrder("held", "second");
  }

  @Test
  void row_32_work_that_runs_when_its_window_closes_leaves_off_and_waits_for_the_next() {
    // On a busy machine it may close before the work begins.
    for (int seconds = 3; ran.isEmpty(); seconds *= 2) {
      leavesOffWhenItsWindowCloses(type("windowed." + seconds), seconds);
    }

    // An hour of its stint was left; and a pass while the window is open would run it again.
    assertThat(ran).containsExactly("x");
  }

  private void leavesOffWhenItsWindowCloses(TaskType<String> type, int seconds) {
    Instant now = seat.stores().queries().health().now();
    WeeklyWindow closing =
        new WeeklyWindow(
            true,
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.ofInstant(now.minus(Duration.ofHours(1)), ZoneOffset.UTC),
            LocalTime.ofInstant(now.plus(Duration.ofSeconds(seconds)), ZoneOffset.UTC),
            ZoneOffset.UTC);
    Stint stint =
        host(
            TaskDefinition.of(
                    type,
                    (text, context) -> {
                      ran.add(text);
                      awaiting().until(context::shouldYield);
                      return StepOutcome.yielded(Payload.of("half"));
                    })
                .stint(Duration.ofHours(1))
                .within(closing));
    TaskId task = stint.tasks().request(type.with("x")).id();

    stint.batches().runBatch(Duration.ofHours(1));
    assertThat(status(stint, task))
        .isEqualTo(ran.isEmpty() ? TaskStatus.PENDING : TaskStatus.YIELDED);
    assertThat(pass(stint).settled()).isEmpty();
  }

  @Test
  void row_35_the_limit_holds_while_its_tasks_hang_and_other_work_goes_on() {
    TaskType<String> type = type("limited");
    TaskType<String> others = type("others");
    AtomicInteger now = new AtomicInteger();
    TaskDefinition<String> limited =
        TaskDefinition.of(
                type,
                (text, context) -> {
                  now.incrementAndGet();
                  hold();
                  ran.add(text);
                  return StepOutcome.done();
                })
            .limit(2);
    Stint one = host(limited, noting(others));
    Stint other = host(limited, noting(others));
    one.tasks()
        .requestAll(IntStream.range(0, 12).<Request<?>>mapToObj(i -> type.with("n" + i)).toList());
    atWork(one);
    atWork(other);
    awaiting().until(() -> now.get() >= 2);

    othersRun(one, others);

    assertThat(now).hasValue(2);
    free.countDown();
    awaiting().until(() -> now.get() == 12);
  }

  @Test
  void row_36_two_workers_that_both_work_share_the_tasks_and_run_none_twice() {
    TaskType<String> type = type("shared");
    Map<String, Integer> times = new ConcurrentHashMap<>();
    CountDownLatch bothWork = new CountDownLatch(2);
    List<AtomicInteger> shares = List.of(new AtomicInteger(), new AtomicInteger());
    List<Stint> workers = new ArrayList<>();
    for (AtomicInteger share : shares) {
      workers.add(
          host(
              CONFIG.parallelism(4).prefetch(Duration.ZERO),
              TaskDefinition.of(
                  type,
                  (text, context) -> {
                    if (share.getAndIncrement() == 0) {
                      bothWork.countDown();
                    }
                    assertThat(bothWork.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
                    times.merge(text, 1, Integer::sum);
                    return StepOutcome.done();
                  })));
    }
    workers
        .get(0)
        .tasks()
        .requestAll(IntStream.range(0, 100).<Request<?>>mapToObj(i -> type.with("n" + i)).toList());

    workers.forEach(this::atWork);
    awaiting().until(() -> shares.get(0).get() + shares.get(1).get() >= 100);
    awaiting().until(() -> times.size() == 100);

    assertThat(times.values()).containsOnly(1);
    assertThat(shares).allMatch(share -> share.get() > 0);
  }

  @Test
  void row_45_waits_of_the_same_attempt_are_scattered_and_none_is_over_the_cap() {
    TaskType<String> type = type("scattered");
    Stint stint = host(TaskDefinition.of(type, (text, context) -> StepOutcome.fail("down")));
    RetryPolicy hours = RetryPolicy.exponential(9, Duration.ofHours(1), Duration.ofHours(16));
    List<TaskId> tasks =
        IntStream.range(0, 40)
            .mapToObj(i -> stint.tasks().request(type.with("n" + i).retry(hours)).id())
            .toList();

    pass(stint);

    List<Long> minutes = tasks.stream().map(task -> wait(stint, task).toMinutes()).toList();
    assertThat(minutes).allMatch(wait -> wait >= 29 && wait <= 60);
    assertThat(minutes).anyMatch(wait -> wait < 45).anyMatch(wait -> wait >= 45);
    assertDoubling(hours);
  }

  /** The waits that a policy gives, the whole way to its cap. */
  private static void assertDoubling(RetryPolicy policy) {
    Random random = new Random(45);
    long[] most = {1, 2, 4, 8, 16, 16, 16};
    for (int attempt = 0; attempt < most.length; attempt++) {
      Duration cap = Duration.ofHours(most[attempt]);
      for (int i = 0; i < 50; i++) {
        assertThat(policy.waitAfter(attempt, random)).isBetween(cap.dividedBy(2), cap);
      }
    }
  }

  private static Duration wait(Stint stint, TaskId task) {
    Instant failed = stint.ask().history(task, 1, 0).get(0).at();
    return Duration.between(failed, row(stint, task).due());
  }

  @Test
  void row_51_what_a_dead_process_left_goes_on_in_one_that_was_at_work_all_along() {
    TaskType<String> type = type("left");
    TaskType<String> others = type("others");
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (text, context) -> {
                  ran.add(text + " from " + context.cursor().text());
                  return StepOutcome.done();
                }),
            noting(others));
    TaskId task = stint.tasks().request(type.with("x").retry(AT_ONCE)).id();
    DeadWorker.at(seat.stores(), task, claimed -> WAY.checkpoint(claimed, Payload.of("page 3")));
    // Workers of other tests may find the corpse before; none of them knows the type.
    assertThat(status(stint, task).finished()).isFalse();

    atWork(stint);
    othersRun(stint, others);
    awaiting().until(() -> status(stint, task) == TaskStatus.SUCCEEDED);

    assertThat(ran).containsOnlyOnce("x from page 3").doesNotContain("x from ");
  }

  @Test
  void row_59_a_link_is_seen_while_the_task_runs_and_each_page_makes_its_own_address() {
    TaskType<String> type = type("linked");
    TaskDefinition<String> offering =
        TaskDefinition.of(
            type,
            (text, context) -> {
              context.link(ActionLink.of("Get it", "get").with("file", "a b&c"));
              context.checkpoint(Payload.of("offered"));
              begun.countDown();
              hold();
              return StepOutcome.done();
            });
    Stint one = page("https://one/", offering);
    Stint other = page("https://other/", offering);
    TaskId task = one.tasks().request(type.with("x")).id();
    atWork(one);
    awaitBegun();

    awaiting().until(() -> other.ask().link(task).isPresent());
    assertThat(status(one, task)).isEqualTo(TaskStatus.RUNNING);
    assertThat(one.ask().link(task).orElseThrow().url()).isEqualTo("https://one/get/a b&c");
    assertThat(other.ask().link(task).orElseThrow().url()).isEqualTo("https://other/get/a b&c");
  }

  private Stint page(String base, TaskDefinition<String> definition) {
    return Stint.on(seat.stores(), seat.mutexes())
        .config(CONFIG)
        .links(link -> base + link.route() + "/" + link.params().get("file"))
        .define(definition)
        .build();
  }

  @Test
  void row_64_while_the_head_hangs_nothing_of_its_key_starts_on_any_worker() {
    TaskType<String> type = type("serial");
    TaskType<String> others = type("others");
    TaskDefinition<String> serial = holding(type, "head");
    Stint one = host(serial, noting(others));
    Stint other = host(serial, noting(others));
    one.tasks().request(type.with("head").serialKey(own("key")));
    atWork(one);
    atWork(other);
    awaitBegun();
    for (String text : List.of("b", "c")) {
      one.tasks().request(type.with(text).serialKey(own("key")));
    }
    one.tasks().request(type.with("urgent").serialKey(own("key")).priority(5));

    othersRun(one, others);
    assertThat(ran).filteredOn(text -> !text.startsWith("probe")).containsExactly("head");

    free.countDown();
    awaiting().until(() -> ran.contains("c"));
    assertThat(ran)
        .filteredOn(text -> !text.startsWith("probe"))
        .containsExactly("head", "urgent", "b", "c");
  }

  @Test
  void row_68_no_next_run_comes_while_one_runs_and_the_next_is_counted_from_its_end() {
    TaskType<String> type = type("recurring");
    Stint one = host(holding(type, "tick"));
    Stint other = host(holding(type, "tick"));
    Duration delay = Duration.ofSeconds(1);
    Schedule<String> often = Schedule.every(own("tick"), delay, type.with("tick"));
    one.schedules().put(often);
    atWork(one);
    atWork(other);
    awaitBegun();
    Instant later = one.ask().health().now().plus(delay.multipliedBy(2));
    awaiting().until(() -> one.ask().health().now().isAfter(later));
    assertThat(one.ask().list(of(type))).hasSize(1);

    free.countDown();
    awaiting().until(() -> one.ask().list(of(type)).size() >= 2);
    one.schedules().remove(often.name());

    List<TaskRow> runs = one.ask().list(of(type));
    Instant ended = runs.get(runs.size() - 1).finished().orElseThrow();
    assertThat(runs.get(runs.size() - 2).due()).isAfterOrEqualTo(ended.plus(delay).minusMillis(2));
  }

  @Test
  void row_69_the_starter_absorbs_what_waits_with_its_threshold_or_more_and_nothing_else() {
    TaskType<String> type = type("coalescing");
    Stint stint =
        atWork(host(CONFIG.parallelism(1).prefetch(Duration.ZERO), holding(type, "held")));
    stint.tasks().request(type.with("held").serialKey(own("key")));
    awaitBegun();
    TaskId five = coalescing(stint, type, 5, own("key"), 0);
    TaskId three = coalescing(stint, type, 3, own("key"), 9);
    TaskId same = coalescing(stint, type, 3, own("key"), 0);
    TaskId less = coalescing(stint, type, 2, own("key"), 0);
    TaskId elsewhere = coalescing(stint, type, 7, own("other"), 0);
    TaskId plain = stint.tasks().request(type.with("plain").serialKey(own("key"))).id();

    free.countDown();
    List<TaskId> all = List.of(five, three, same, less, elsewhere, plain);
    awaiting().until(() -> all.stream().allMatch(task -> status(stint, task).finished()));

    assertThat(List.of(status(stint, five), status(stint, same)))
        .containsOnly(TaskStatus.SUPERSEDED);
    assertThat(run(stint, five).failure().orElseThrow().message()).contains(three.toString());
    assertThat(List.of(three, less, elsewhere, plain))
        .allMatch(task -> status(stint, task) == TaskStatus.SUCCEEDED);
  }

  private TaskId coalescing(
      Stint stint, TaskType<String> type, long from, String key, int priority) {
    return stint
        .tasks()
        .request(
            type.with("from " + from)
                .serialKey(key)
                .priority(priority)
                .options(RequestOptions.NONE.absorbing(from)))
        .id();
  }

  @Test
  void row_81_age_is_counted_from_the_end_and_not_from_the_request() {
    TaskType<String> type = type("young");
    Stint stint = host(noting(type));
    Duration[] gap = {Duration.ofMillis(500)};
    awaiting().until(() -> oldRequestStays(stint, type, gap));
  }

  /** Whether it was shown: the machine was quick enough to look between request and end. */
  private boolean oldRequestStays(Stint stint, TaskType<String> type, Duration[] gap) {
    TaskId task = stint.tasks().request(type.with("x")).id();
    Instant asked = row(stint, task).requested();
    awaiting().until(() -> stint.ask().health().now().isAfter(asked.plus(gap[0])));
    pass(stint);
    Instant ended = row(stint, task).finished().orElseThrow();
    Instant between = asked.plus(Duration.between(asked, ended).dividedBy(2));
    Duration age = Duration.between(between, stint.ask().health().now());
    var rule = new CleanRule.Sweep(Set.of(type.name()), Set.of(), Optional.of(age), false, false);
    stint.clean().clean(rule);
    boolean inTime = stint.ask().health().now().minus(age).isBefore(ended);
    gap[0] = gap[0].multipliedBy(2);
    if (inTime) {
      assertThat(stint.ask().list(of(type)))
          .extracting(row -> row.standing().spec().id())
          .contains(task);
    }
    return inTime;
  }

  @Test
  void row_81_whatever_is_not_over_stays_however_old_it_is() {
    TaskType<String> type = type("unfinished");
    Stint stint = host(holding(type, "held"));
    List<TaskId> kept =
        List.of(
            stint.tasks().request(type.with("later").dueIn(Duration.ofDays(1))).id(),
            stint.tasks().request(type.with("paused").paused()).id());
    TaskId held = stint.tasks().request(type.with("held")).id();
    atWork(stint);
    awaitBegun();

    var rule =
        new CleanRule.Sweep(
            Set.of(type.name()), Set.of(), Optional.of(Duration.ZERO), false, false);
    assertThat(stint.clean().clean(rule)).isZero();
    assertThat(stint.ask().list(of(type))).hasSize(3);
    assertThat(status(stint, held)).isEqualTo(TaskStatus.RUNNING);
    assertThat(kept).allMatch(task -> !status(stint, task).finished());
  }

  @Test
  void row_27_the_stored_cursor_is_never_ahead_of_what_is_done() {
    TaskType<Integer> type = type("walked", Integer.class);
    Queue<Integer> done = new ConcurrentLinkedQueue<>();
    Queue<String> compared = new ConcurrentLinkedQueue<>();
    Stint page = host();
    Walk walk =
        new Walk(
            (items, context) -> {
              compared.add(run(page, context.task()).cursor().text() + " after " + done.size());
              done.addAll(items);
            });
    Stint stint = host(TaskDefinition.of(type).then(ActionDefinition.of("walk", walk)));
    TaskId task = stint.tasks().request(type.with(700)).id();

    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(compared).hasSizeGreaterThan(2);
    assertThat(compared)
        .allMatch(words -> far(words.split(" after ")[0]) <= number(words.split(" after ")[1]));
    assertThat(compared).last().matches(words -> far(words.split(" after ")[0]) > 0);
    assertThat(done).hasSize(700).doesNotHaveDuplicates();
  }

  /** How many items a stored cursor says are done. */
  private static int far(String cursor) {
    Matcher at = Pattern.compile("\"at\":\"(\\d+)\"").matcher(cursor);
    return at.find() ? number(at.group(1)) : 0;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** Numbers from 1 on, whose cursor is how many are done. */
  private static final class Walk extends CountingWalk {
    private final Each each;

    Walk(Each each) {
      this.each = each;
    }

    interface Each {
      void chunk(List<Integer> items, ActionContext context) throws Exception;
    }

    @Override
    public void process(Integer to, List<Integer> items, ChunkContext context) throws Exception {
      each.chunk(items, context.action());
    }
  }
}
