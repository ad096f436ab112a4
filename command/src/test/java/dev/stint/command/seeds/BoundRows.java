package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Bounds;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What no store keeps, and throwables that are hard to record: equal on every store, each the end
 * of its own task, in one run, and nobody else's.
 */
abstract class BoundRows extends Rows {

  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Instant YEAR_300000 = Instant.parse("+300000-01-01T00:00:00Z");

  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();

  BoundRows(RowStore store) {
    super(store);
  }

  /** What an action does. */
  private interface Deed {
    StepOutcome with(ActionContext context) throws Throwable;
  }

  /** Runs each deed as a task of its own, a good one last; answers how they stand. */
  private Map<String, Run> ended(Map<String, Deed> deeds, RetryPolicy retry) {
    TaskType<String> type = type("bounds");
    deeds.put("good", context -> StepOutcome.done());
    Stint stint =
        host(
            TaskDefinition.of(type, (name, context) -> done(name, deeds.get(name), context))
                .each(action -> action.retry(retry)));
    Map<String, TaskId> tasks = new LinkedHashMap<>();
    deeds.keySet().forEach(name -> tasks.put(name, stint.tasks().request(type.with(name)).id()));
    pass(stint);
    Map<String, Run> ended = new LinkedHashMap<>();
    tasks.forEach((name, task) -> ended.put(name, run(stint, task)));
    assertThat(ended.remove("good").status()).isEqualTo(TaskStatus.SUCCEEDED);
    return ended;
  }

  private StepOutcome done(String name, Deed deed, ActionContext context) throws Exception {
    runs.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
    try {
      return deed.with(context);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertFailedOnce(Map<String, Run> ended) {
    ended.forEach(
        (name, run) -> {
          assertThat(run.status()).as(name).isEqualTo(TaskStatus.FAILED);
          assertThat(runs.get(name)).as(name).hasValue(1);
          assertThat(run.failure()).as(name).isPresent();
        });
  }

  @Test
  void a_moment_or_a_span_that_no_store_keeps_fails_its_task_in_one_sentence() {
    Map<String, Deed> deeds = new LinkedHashMap<>();
    deeds.put("the end of time", c -> StepOutcome.snoozeUntil(Instant.MAX));
    deeds.put("the beginning of time", c -> StepOutcome.snoozeUntil(Instant.MIN));
    deeds.put("the year 300000", c -> StepOutcome.snoozeUntil(YEAR_300000));
    deeds.put("the year 10000", c -> StepOutcome.snoozeUntil(Bounds.END));
    deeds.put("the year 2255", c -> StepOutcome.snoozeUntil(Bounds.DUE_END));
    deeds.put("an endless snooze", c -> StepOutcome.snooze(ENDLESS));
    deeds.put("a snooze of 10,000 years", c -> StepOutcome.snooze(Duration.ofDays(3_650_000L)));
    deeds.put(
        "an endless wait",
        c -> StepOutcome.waitFor(Await.anyEnd(c.task()), Payload.of("x"), ENDLESS));
    deeds.put(
        "an endless retry",
        c -> {
          throw new RetryLaterException("come back later", ENDLESS);
        });

    Map<String, Run> ended = ended(deeds, RetryPolicy.DEFAULT);

    assertFailedOnce(ended);
    ended.forEach(
        (name, run) ->
            assertThat(run.failure().map(Failure::message).orElse(""))
                .as(name)
                .containsPattern("after the year 2254|before the year 1970|longer than 100 years"));
    assertThat(ended.get("an endless retry").failure().map(Failure::message).orElse(""))
        .contains("come back later");
  }

  @Test
  void bytes_that_no_store_keeps_fail_their_task_in_one_sentence() {
    Payload huge = Payload.of("c".repeat(17 << 20));
    Payload over = Payload.of("c".repeat(Bounds.LARGEST_PAYLOAD + 1));
    Map<String, Deed> deeds = new LinkedHashMap<>();
    deeds.put(
        "checkpoint",
        c -> {
          c.checkpoint(huge);
          return StepOutcome.done();
        });
    deeds.put("yield", c -> StepOutcome.yielded(over));
    deeds.put("wait", c -> StepOutcome.waitFor(Await.anyEnd(c.task()), over, Duration.ofHours(1)));
    deeds.put("result", c -> StepOutcome.done("r".repeat(17 << 20)));

    Map<String, Run> ended = ended(deeds, RetryPolicy.DEFAULT);

    assertFailedOnce(ended);
    ended.forEach(
        (name, run) ->
            assertThat(run.failure().map(Failure::message).orElse(""))
                .as(name)
                .containsPattern("has \\d+ bytes; at most 1048576 are allowed"));
  }

  @Test
  void the_largest_cursor_and_long_words_are_kept() {
    TaskType<String> type = type("large");
    Payload largest = Payload.of("c".repeat(Bounds.LARGEST_PAYLOAD));
    String rocket = "\ud83d\ude80";
    Stint stint =
        host(
            TaskDefinition.of(
                type,
                (name, context) -> {
                  if (context.cursor().isNone()) {
                    context.message(Message.Level.WARNING, "x" + rocket.repeat(5_000) + "\0");
                    context.message(Message.Level.INFO, "nul \0 and half \ud83d");
                    context.message(Message.Level.INFO, "m".repeat(20 << 20));
                    context.progress(1, 2, "y" + rocket.repeat(5_000));
                    return StepOutcome.yielded(largest);
                  }
                  return StepOutcome.done(context.cursor().size());
                }));
    TaskId task = stint.tasks().request(type.with("x")).id();

    pass(stint);

    assertThat(row(stint, task).standing().run().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row(stint, task).result().text()).isEqualTo("" + Bounds.LARGEST_PAYLOAD);
    assertThat(row(stint, task).progress().text()).isEqualTo("y" + rocket.repeat(249));
    assertThat(stint.ask().messages(task))
        .extracting(noted -> noted.message().text())
        .containsExactly("x" + rocket.repeat(999), "nul \ufffd and half \ufffd", "m".repeat(2_000));
  }

  private static class NoMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message today");
    }
  }

  private static final class NoCause extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause today");
    }
  }

  private static final class EndlessCauses extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable getCause() {
      return new EndlessCauses();
    }
  }

  private static final class NullWords extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("NullAway")
    public String getMessage() {
      return null;
    }

    @Override
    @SuppressWarnings("NullAway")
    public String toString() {
      return null;
    }
  }

  private static final class ThrowingWords extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("NullAway")
    public String getMessage() {
      return null;
    }

    @Override
    public String toString() {
      throw new IllegalStateException("no words today");
    }
  }

  private static final class NoStack extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("NullAway")
    public StackTraceElement[] getStackTrace() {
      return null;
    }
  }

  private static final class ThrowingStack extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("no stack today");
    }
  }

  private static Throwable circle() {
    Exception one = new Exception("one");
    Exception other = new RuntimeException("other");
    one.initCause(other);
    other.initCause(one);
    return one;
  }

  private static Throwable suppressedCircle() {
    Exception one = new Exception("one");
    Exception other = new Exception("other");
    one.addSuppressed(other);
    other.addSuppressed(one);
    return one;
  }

  @Test
  void throwables_that_are_hard_to_record_are_recorded_by_their_class() {
    List<Throwable> hostile =
        List.of(
            new NoMessage(),
            new NoCause(),
            new EndlessCauses(),
            new NullWords(),
            new ThrowingWords(),
            new NoStack(),
            new ThrowingStack(),
            circle(),
            suppressedCircle(),
            new IllegalArgumentException("m".repeat(20 << 20)),
            new IllegalArgumentException("\0 half \ud83d" + "\ud83d\ude80".repeat(3_000)),
            new OutOfMemoryError("pretended"),
            new StackOverflowError(),
            new NoClassDefFoundError("com/example/Gone"),
            new AssertionError("off by one"),
            new ExceptionInInitializerError(new IllegalStateException("init")));
    Map<String, Deed> deeds = new LinkedHashMap<>();
    for (Throwable error : hostile) {
      deeds.put(
          deeds.size() + " " + error.getClass().getName(),
          context -> {
            throw error;
          });
    }

    Map<String, Run> ended = ended(deeds, RetryPolicy.NEVER);

    assertFailedOnce(ended);
    ended.forEach(
        (name, run) ->
            assertThat(name).endsWith(" " + run.failure().map(Failure::kind).orElse("none")));
  }

  private record Large(String text) {}

  @Test
  void requests_at_the_edges_are_refused_in_one_sentence() {
    TaskType<Large> type = type("edges", Large.class);
    Stint stint = host(TaskDefinition.of(type, (large, context) -> StepOutcome.done()));
    Request<Large> plain = type.with(new Large("x"));

    assertRefused(stint, plain.dueAt(Instant.MAX), "after the year 2254");
    assertRefused(stint, plain.dueAt(YEAR_300000), "after the year 2254");
    assertRefused(stint, plain.dueAt(Instant.MIN), "before the year 1970");
    assertRefused(stint, plain.dueIn(ENDLESS), "longer than 100 years");
    assertRefused(stint, plain.keep(ENDLESS), "36500 days");
    assertRefused(
        stint, plain.options(RequestOptions.NONE.patience(ENDLESS)), "longer than 100 years");
    assertRefused(
        stint, type.with(new Large("x".repeat(17 << 20))), "bytes; at most 1048576 are allowed");
  }

  private static void assertRefused(Stint stint, Request<?> request, String words) {
    assertThatThrownBy(() -> stint.tasks().request(request))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(words);
  }

  @Test
  void a_child_that_is_refused_fails_its_parent() {
    TaskType<String> parent = type("parent");
    TaskType<String> child = type("child");
    Stint stint =
        host(
            TaskDefinition.of(
                    parent,
                    (name, context) -> {
                      context.request(child.with("late").dueAt(Instant.MAX));
                      return StepOutcome.done();
                    })
                .each(action -> action.retry(RetryPolicy.NEVER)),
            TaskDefinition.of(child, (name, context) -> StepOutcome.done()));
    TaskId task = stint.tasks().request(parent.with("x")).id();

    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.FAILED);
    assertThat(run(stint, task).failure().map(Failure::message).orElse(""))
        .contains("after the year 2254");
    assertThat(stint.ask().list(of(child))).isEmpty();
  }
}
