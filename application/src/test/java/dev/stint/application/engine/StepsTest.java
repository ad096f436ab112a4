package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.RecoverHook;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an action or a hook answers, and what becomes of its task. */
class StepsTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final Duration LONG = Duration.ofSeconds(120);

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());

  private static TaskDefinition<String> define(ActionDefinition<String> action) {
    return TaskDefinition.of(TYPE).then(action);
  }

  private static ActionDefinition<String> act(Action<String> action) {
    return ActionDefinition.of("act", action);
  }

  private static TaskRow row(EngineFixture fixture, TaskId task) {
    return fixture.reference.queries().find(task).orElseThrow();
  }

  private static Run run(EngineFixture fixture, TaskId task) {
    return row(fixture, task).standing().run();
  }

  private static TaskId ran(EngineFixture fixture) {
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.runBatch(LONG);
    return id;
  }

  private static List<String> messages(EngineFixture fixture, TaskId task) {
    return fixture.reference.queries().messages(task).stream()
        .map(m -> m.message().text())
        .toList();
  }

  @Test
  void a_snoozed_task_costs_nothing_and_comes_back_when_it_is_due() {
    AtomicInteger calls = new AtomicInteger();
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                    act(
                        (a, c) ->
                            calls.incrementAndGet() == 1
                                ? StepOutcome.snooze(Duration.ofMinutes(5))
                                : StepOutcome.done()))));
    TaskId id = ran(fixture);
    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.YIELDED);
    assertThat(run(fixture, id).attempt()).isZero();

    fixture.engine.runBatch(LONG);
    assertThat(calls).hasValue(1);
    fixture.step(Duration.ofMinutes(5));
    fixture.engine.runBatch(LONG);

    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_skipped_action_says_why_and_the_next_one_runs() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(act((a, c) -> StepOutcome.skip("nothing to do")))
                    .then(
                        ActionDefinition.of(
                            "second",
                            (a, c) -> {
                              said.add("second");
                              return StepOutcome.done();
                            }))));
    TaskId id = ran(fixture);

    assertThat(said).containsExactly("second");
    assertThat(messages(fixture, id)).anyMatch(m -> m.contains("nothing to do"));
  }

  @Test
  void a_permanent_failure_is_not_tried_again() {
    EngineFixture fixture =
        new EngineFixture(List.of(define(act((a, c) -> StepOutcome.failForGood("no such file")))));
    TaskId id = ran(fixture);

    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(run(fixture, id).failure().orElseThrow().message()).isEqualTo("no such file");
  }

  @Test
  void an_exception_is_kept_with_its_kind_and_stack() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                    act(
                        (a, c) -> {
                          throw new PermanentFailureException("boom");
                        }))));
    TaskId id = ran(fixture);

    Failure failure = run(fixture, id).failure().orElseThrow();
    assertThat(failure.message()).isEqualTo("boom");
    assertThat(failure.kind()).contains("PermanentFailure");
    assertThat(failure.stack()).contains("StepsTest");
  }

  @Test
  void an_exception_without_words_is_named() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                    act((a, c) -> {
                          throw new IllegalStateException();
                        })
                        .retry(RetryPolicy.fixed(0, Duration.ZERO)))));

    assertThat(run(fixture, ran(fixture)).failure().orElseThrow().message())
        .contains("IllegalStateException");
  }

  @Test
  void an_action_that_gives_up_under_continue_lets_the_next_one_run() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                        act((a, c) -> StepOutcome.fail("no"))
                            .retry(RetryPolicy.fixed(0, Duration.ZERO))
                            .onGiveUp(GiveUp.CONTINUE))
                    .then(ActionDefinition.of("second", (a, c) -> StepOutcome.done("fine")))));
    TaskId id = ran(fixture);

    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(row(fixture, id).result().text()).isEqualTo("fine");
    assertThat(messages(fixture, id)).anyMatch(m -> m.contains("given up"));
  }

  @Test
  void a_result_that_is_too_long_fails_the_task_and_names_the_limit() {
    String tooLong = "x".repeat(EngineFixture.CONFIG.maxResult() + 1);
    EngineFixture fixture =
        new EngineFixture(List.of(define(act((a, c) -> StepOutcome.done(tooLong)))));
    TaskId id = ran(fixture);

    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(run(fixture, id).failure().orElseThrow().message())
        .contains(String.valueOf(EngineFixture.CONFIG.maxResult()));
  }

  @Test
  void messages_progress_and_checkpoints_are_seen_while_the_action_runs() {
    EngineFixture[] fixture = new EngineFixture[1];
    List<String> seen = new ArrayList<>();
    fixture[0] =
        new EngineFixture(
            List.of(
                define(
                    act(
                        (a, c) -> {
                          c.message(Message.Level.INFO, "half way");
                          c.progress(5, 10, "five of ten");
                          c.checkpoint(Payload.of("5"));
                          TaskRow now = row(fixture[0], c.task());
                          seen.add(now.progress().text());
                          seen.add(now.standing().run().cursor().text());
                          seen.addAll(messages(fixture[0], c.task()));
                          seen.add(
                              c.attempt() + " " + c.simulate() + " " + (c.lease().toMillis() > 0));
                          return StepOutcome.done();
                        }))));
    ran(fixture[0]);

    assertThat(seen).containsExactly("five of ten", "5", "half way", "0 false true");
  }

  @Test
  void what_an_action_requests_runs_too() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(
                    act(
                        (a, c) -> {
                          said.add(a);
                          if (a.equals("x")) {
                            c.request(TYPE.with("child"));
                          }
                          return StepOutcome.done();
                        }))));
    ran(fixture);

    assertThat(said).containsExactly("x", "child");
  }

  /** Hooks that answer as told. */
  private final class Hooked implements Action<String>, StartHook<String>, RecoverHook<String> {
    private final HookDecision<String> start;
    private final HookDecision<String> recover;
    private final int failures;
    private int tries;

    Hooked(HookDecision<String> start, HookDecision<String> recover, int failures) {
      this.start = start;
      this.recover = recover;
      this.failures = failures;
    }

    @Override
    public HookDecision<String> start(String arguments, ActionContext context) {
      said.add("start " + arguments);
      return start;
    }

    @Override
    public StepOutcome execute(String arguments, ActionContext context) {
      said.add("execute " + arguments + " at " + context.cursor().text());
      return tries++ < failures ? StepOutcome.fail("try " + tries) : StepOutcome.done();
    }

    @Override
    public HookDecision<String> recover(String arguments, Failure failure, ActionContext context) {
      said.add("recover after " + failure.message());
      return recover;
    }
  }

  private EngineFixture rig(Hooked instance, UnaryPolicy policy) {
    return new EngineFixture(List.of(define(policy.of(ActionDefinition.of("hooked", instance)))));
  }

  private interface UnaryPolicy {
    ActionDefinition<String> of(ActionDefinition<String> action);
  }

  private static final UnaryPolicy AT_ONCE = a -> a.retry(RetryPolicy.fixed(3, Duration.ZERO));

  @Test
  void a_start_hook_that_drops_the_action_ends_the_task_well() {
    Hooked instance = new Hooked(HookDecision.drop("not today"), HookDecision.proceed(), 0);
    EngineFixture fixture = rig(instance, AT_ONCE);
    TaskId id = ran(fixture);

    assertThat(said).containsExactly("start x");
    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(messages(fixture, id)).anyMatch(m -> m.contains("not today"));
  }

  @Test
  void a_recover_hook_may_set_the_cursor_and_the_start_hook_is_not_called_again() {
    Hooked instance =
        new Hooked(HookDecision.proceed(), HookDecision.proceedAt(Payload.of("row 7")), 1);
    EngineFixture fixture = rig(instance, AT_ONCE);
    TaskId id = ran(fixture);

    assertThat(said)
        .containsExactly("start x", "execute x at ", "recover after try 1", "execute x at row 7");
    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_recover_hook_that_gives_up_fails_the_task() {
    Hooked instance = new Hooked(HookDecision.proceed(), HookDecision.drop("hopeless"), 1);
    EngineFixture fixture = rig(instance, AT_ONCE);
    TaskId id = ran(fixture);

    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.FAILED);
    assertThat(said).hasSize(3);
  }

  @Test
  void a_hook_that_keeps_failing_gives_the_action_up_after_its_retries() {
    AtomicInteger starts = new AtomicInteger();
    class Failing implements Action<String>, StartHook<String> {
      @Override
      public HookDecision<String> start(String arguments, ActionContext context) {
        starts.incrementAndGet();
        throw new IllegalStateException("hook");
      }

      @Override
      public StepOutcome execute(String arguments, ActionContext context) {
        return StepOutcome.done();
      }
    }
    EngineFixture fixture =
        new EngineFixture(
            List.of(define(AT_ONCE.of(ActionDefinition.of("f", new Failing())).hookRetries(2))));
    TaskId id = ran(fixture);

    assertThat(starts).hasValue(3);
    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void a_hook_that_fails_permanently_is_called_once() {
    AtomicInteger starts = new AtomicInteger();
    class Refusing implements Action<String>, StartHook<String> {
      @Override
      public HookDecision<String> start(String arguments, ActionContext context) {
        starts.incrementAndGet();
        throw new PermanentFailureException("never");
      }

      @Override
      public StepOutcome execute(String arguments, ActionContext context) {
        return StepOutcome.done();
      }
    }
    EngineFixture fixture =
        new EngineFixture(List.of(define(ActionDefinition.of("f", new Refusing()))));
    TaskId id = ran(fixture);

    assertThat(starts).hasValue(1);
    assertThat(run(fixture, id).status()).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void a_request_may_name_its_own_plan() {
    EngineFixture fixture =
        new EngineFixture(List.of(define(say("one")).then(say("two")).then(say("three"))));
    TaskId planned = fixture.tasks.request(TYPE.with("x").plan(List.of("three", "one"))).id();
    fixture.engine.runBatch(LONG);

    assertThat(said).containsExactly("three x", "one x");
    assertThat(run(fixture, planned).status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  private ActionDefinition<String> say(String word) {
    return ActionDefinition.of(
        word,
        (a, c) -> {
          said.add(word + " " + a);
          return StepOutcome.done();
        });
  }

  @Test
  void a_batch_takes_only_the_queues_and_types_it_names() {
    TaskType<String> other = TaskType.of("other", String.class);
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                define(say("test")), TaskDefinition.of(other).queue("slow").then(say("other"))));
    TaskId one = fixture.tasks.request(TYPE.with("x")).id();
    TaskId two = fixture.tasks.request(other.with("y")).id();

    fixture.engine.runBatch(limits(Set.of(new QueueName("slow")), Set.of()));
    assertThat(said).containsExactly("other y");
    fixture.engine.runBatch(limits(Set.of(), Set.of("test")));

    assertThat(said).containsExactly("other y", "test x");
    assertThat(List.of(run(fixture, one).status(), run(fixture, two).status()))
        .containsOnly(TaskStatus.SUCCEEDED);
  }

  private static RunBatch.Limits limits(Set<QueueName> queues, Set<String> types) {
    return new RunBatch.Limits(
        Optional.of(LONG),
        Optional.empty(),
        queues,
        types.stream().map(TaskTypeName::new).collect(java.util.stream.Collectors.toSet()),
        OptionalInt.of(2),
        true);
  }

  @Test
  void a_definition_without_actions_or_defined_twice_is_refused() {
    assertThatThrownBy(() -> new EngineFixture(List.of(TaskDefinition.of(TYPE))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("no action");
    assertThatThrownBy(() -> new EngineFixture(List.of(define(say("a")), define(say("a")))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void an_atomic_action_is_refused_on_a_store_without_transactions() {
    EngineFixture fixture =
        new EngineFixture(List.of(define(ActionDefinition.of("atomic", new AtomicNothing()))));

    assertThatThrownBy(() -> fixture.parts.registry().check(fixture.reference.chunks()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("atomic");
    assertThatCode(() -> fixture.parts.registry().check(withTransactions()))
        .doesNotThrowAnyException();
  }

  private static ChunkStore withTransactions() {
    return new ChunkStore() {
      @Override
      public List<Class<?>> transactionKinds() {
        return List.of(java.sql.Connection.class);
      }

      @Override
      public CheckpointResult inChunk(Work work) {
        throw new AssertionError("not to be run");
      }
    };
  }

  /** Needs a transaction. */
  private static final class AtomicNothing implements ChunkedAction<String, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(String arguments, Optional<Integer> after, int size) {
      return new Chunk<>(List.of(), 0, true);
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {}
  }
}
