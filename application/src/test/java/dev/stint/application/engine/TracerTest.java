package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.inline.CallerThreadRuns;
import dev.stint.application.engine.inline.UnstoredRuns;
import dev.stint.application.service.TracedRequests;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a host's tracer is told, and what of a trace is stored with a task. */
class TracerTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);

  private final RecordingTracer tracer = new RecordingTracer();
  private final List<String> within = Collections.synchronizedList(new ArrayList<>());

  private EngineFixture fixture(TaskDefinition<?>... definitions) {
    return new EngineFixture(
        EngineFixture.CONFIG, Arrays.asList(definitions), HostExtensions.NONE.tracer(tracer));
  }

  private RequestTasks tasks(EngineFixture fixture) {
    return TracedRequests.of(fixture.tasks, tracer);
  }

  private Action<String> looking(StepOutcome outcome) {
    return (args, context) -> {
      within.add(tracer.current());
      return outcome;
    };
  }

  @Test
  void a_run_continues_the_trace_of_its_request_and_the_action_is_within_it() {
    EngineFixture fixture = fixture(TaskDefinition.of(TYPE, looking(StepOutcome.done())));

    tasks(fixture).request(TYPE.with("x"));
    fixture.engine.runBatch(LIMIT);

    String run = "run test from [/request test]";
    assertThat(tracer.said).containsExactly("request test x1 NEW", run + " SUCCEEDED");
    assertThat(within).containsExactly("/" + run);
  }

  @Test
  void many_at_once_are_one_request_and_each_run_continues_it() {
    EngineFixture fixture =
        fixture(
            TaskDefinition.of(TYPE, looking(StepOutcome.done())),
            TaskDefinition.of(CHILD, looking(StepOutcome.done())));

    tasks(fixture).requestAll(List.of(TYPE.with("x"), CHILD.with("y")));
    fixture.engine.runBatch(LIMIT);

    assertThat(tracer.said)
        .containsExactlyInAnyOrder(
            "request various x2 NEW",
            "run test from [/request various] SUCCEEDED",
            "run child from [/request various] SUCCEEDED");
  }

  @Test
  void a_key_that_is_taken_and_a_request_that_is_refused_are_told_apart() {
    EngineFixture fixture = fixture(TaskDefinition.of(TYPE, looking(StepOutcome.done())));
    RequestTasks tasks = tasks(fixture);

    tasks.request(TYPE.with("x").key("k"));
    tasks.request(TYPE.with("x").key("k"));
    assertThatThrownBy(() -> tasks.request(CHILD.with("x"))).isInstanceOf(RefusedException.class);

    assertThat(tracer.said)
        .containsExactly(
            "request test x1 NEW", "request test x1 EXISTING", "request child x1 failed REFUSED");
  }

  @Test
  void a_trace_makes_no_other_arguments_of_the_same() {
    EngineFixture fixture = fixture(TaskDefinition.of(TYPE, looking(StepOutcome.done())));

    fixture.tasks.request(TYPE.with("x").key("k"));

    assertThat(tasks(fixture).request(TYPE.with("x").key("k")).otherArguments()).isFalse();
  }

  @Test
  void each_failure_is_told_and_every_later_attempt_continues_the_same_trace() {
    TaskDefinition<String> failing =
        TaskDefinition.of(TYPE)
            .then(
                ActionDefinition.of(
                        "first",
                        (Action<String>)
                            (args, context) -> {
                              if (context.attempt() == 0) {
                                throw new IllegalStateException("told to");
                              }
                              return StepOutcome.fail("said so");
                            })
                    .retry(RetryPolicy.fixed(1, Duration.ZERO)));
    EngineFixture fixture = fixture(failing);

    tasks(fixture).request(TYPE.with("x"));
    fixture.engine.runBatch(LIMIT);

    assertThat(tracer.said)
        .containsExactly(
            "request test x1 NEW",
            "run test from [/request test] failed RETRYING",
            "run test from [/request test] failed FAILED");
    assertThat(tracer.errors).hasSize(2);
    assertThat(tracer.errors.get(0)).hasMessage("told to");
    assertThat(tracer.errors.get(1)).hasMessage("failed: said so");
  }

  @Test
  void children_and_callbacks_continue_the_trace_of_their_parent() {
    TaskDefinition<String> parent =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              context.request(CHILD.with("of an action"));
              return StepOutcome.done();
            });
    EngineFixture fixture = fixture(parent, TaskDefinition.of(CHILD, looking(StepOutcome.done())));

    tasks(fixture).requestThen(TYPE.with("x"), id -> CHILD.with("callback"));
    fixture.engine.runBatch(LIMIT);

    assertThat(tracer.said)
        .contains(
            "request child x1 ASKED",
            "run child from [/run test from [/request test]/request child] SUCCEEDED",
            "run child from [/request test] SUCCEEDED");
  }

  @Test
  void a_task_that_is_restarted_or_given_other_options_keeps_its_trace() {
    EngineFixture fixture = fixture(TaskDefinition.of(TYPE, looking(StepOutcome.done())));
    TaskId id = tasks(fixture).request(TYPE.with("x")).id();

    fixture.steer.options(List.of(id), o -> RequestOptions.NONE.keep(Duration.ofDays(3)));
    fixture.engine.runBatch(LIMIT);
    fixture.steer.restart(List.of(id));
    fixture.engine.runBatch(LIMIT);

    String run = "run test from [/request test] SUCCEEDED";
    assertThat(tracer.said).containsExactly("request test x1 NEW", run, run);
  }

  @Test
  void a_stint_tells_with_which_action_it_goes_on() {
    TaskDefinition<String> two =
        TaskDefinition.of(TYPE)
            .then(ActionDefinition.of("first", looking(StepOutcome.done())))
            .then(ActionDefinition.of("second", looking(StepOutcome.done())));
    EngineFixture fixture = fixture(two);

    fixture.tasks.request(TYPE.with("x"));
    fixture.engine.runBatch(LIMIT);

    assertThat(tracer.said).containsExactly("run test from [] then second SUCCEEDED");
  }

  @Test
  void chunks_are_within_their_run_and_tell_what_failed() {
    TaskDefinition<String> chunked =
        TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk()));
    EngineFixture fixture = fixture(chunked);

    tasks(fixture).request(TYPE.with("x"));
    fixture.engine.runBatch(LIMIT);

    assertThat(tracer.said)
        .containsExactly(
            "request test x1 NEW",
            "chunk walk x2 failed FAILED",
            "chunk walk x1 DONE",
            "chunk walk x1 failed FAILED",
            "run test from [/request test] SUCCEEDED");
    assertThat(within).allMatch(w -> w.contains("/run test") && w.contains("/chunk walk"));
  }

  /** Of two items the second cannot be done. */
  private final class Walk implements ChunkedAction<String, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      List<Integer> left = List.of(1, 2).subList(after.orElse(0), 2);
      List<Integer> items = left.subList(0, Math.min(size, left.size()));
      int last = items.isEmpty() ? 2 : items.get(items.size() - 1);
      return new Chunk<>(items, last, last == 2);
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {
      within.add(tracer.current());
      if (items.contains(2)) {
        throw new IllegalArgumentException("no");
      }
    }
  }

  @Test
  void a_run_in_the_callers_thread_and_one_that_is_not_stored_are_followed_too() {
    EngineFixture fixture = fixture(TaskDefinition.of(TYPE, looking(StepOutcome.done())));

    new CallerThreadRuns(fixture.parts, tasks(fixture), fixture.engine)
        .runInCaller(TYPE.with("x"), LIMIT);
    new UnstoredRuns(fixture.parts, tasks(fixture), InstantSource.system())
        .runOrRequest(TYPE.with("x"), true);

    assertThat(tracer.said)
        .containsExactly(
            "request test x1 ASKED",
            "run test from [/request test] SUCCEEDED",
            "run test from [] SUCCEEDED");
  }

  @Test
  void a_stint_that_is_ended_from_outside_says_so_once_its_thread_is_back() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    EngineFixture fixture =
        fixture(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  begun.countDown();
                  new CountDownLatch(1).await();
                  return StepOutcome.done();
                }));
    tasks(fixture).request(TYPE.with("x"));

    fixture.engine.start();
    begun.await();
    fixture.engine.stop(Duration.ZERO);
    org.awaitility.Awaitility.await().atMost(LIMIT).until(() -> tracer.said.size() == 2);

    assertThat(tracer.said.get(1))
        .startsWith("run test from [/request test]")
        .endsWith(" INTERRUPTED");
  }

  @Test
  void without_a_tracer_nothing_is_stored_for_it() {
    EngineFixture fixture = fixture(TaskDefinition.of(TYPE, looking(StepOutcome.done())));

    TaskId traced = tasks(fixture).request(TYPE.with("x")).id();
    TaskId bare = fixture.tasks.request(TYPE.with("x")).id();

    assertThat(fixture.row(traced).standing().spec().options().isNone()).isFalse();
    assertThat(fixture.row(bare).standing().spec().options().isNone()).isTrue();
  }
}
