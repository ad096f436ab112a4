package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.inline.UnstoredRuns;
import dev.stint.domain.Message;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.WeeklyWindow;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Row 8: the same handler at once in the caller's thread when the work is small, else stored. */
class UnstoredRunTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);

  private final List<String> said = new ArrayList<>();

  private static EngineFixture rig(TaskDefinition<?>... definitions) {
    return new EngineFixture(EngineFixture.CONFIG, List.of(definitions), HostExtensions.NONE);
  }

  private static RunUnstored inline(EngineFixture fixture) {
    return new UnstoredRuns(fixture.parts, fixture.tasks, fixture.now::get);
  }

  private static RunUnstored.Ran ran(TaskDefinition<?> definition) {
    return inline(rig(definition)).runOrRequest(TYPE.with("x"), true).ran().orElseThrow();
  }

  private TaskDefinition<String> counting() {
    return TaskDefinition.of(
            TYPE,
            (args, context) -> {
              said.add(args + " on " + Thread.currentThread().getName());
              context.message(Message.Level.INFO, "hello");
              context.progress(3, 4, "nearly");
              return StepOutcome.done("result of " + args);
            })
        .inlineUpTo(3, String::length);
  }

  @Test
  void row_8_what_is_small_runs_at_once_in_the_callers_thread_and_is_not_stored() {
    EngineFixture fixture = rig(counting());

    RunUnstored.Ran ran = inline(fixture).runOrRequest(TYPE.with("abc")).ran().orElseThrow();

    assertThat(ran.succeeded()).isTrue();
    assertThat(ran.result().text()).isEqualTo("result of abc");
    assertThat(ran.messages()).extracting(Message::text).containsExactly("hello");
    assertThat(ran.progress().done()).isEqualTo(3);
    assertThat(said).containsExactly("abc on " + Thread.currentThread().getName());
    assertThat(fixture.rows(TYPE)).isEmpty();
  }

  @Test
  void row_8_what_is_larger_is_stored_and_runs_the_same() {
    EngineFixture fixture = rig(counting());

    TaskId id = inline(fixture).runOrRequest(TYPE.with("abcd")).stored().orElseThrow().id();

    assertThat(said).isEmpty();
    fixture.engine.runBatch(Duration.ofSeconds(60));
    assertThat(fixture.row(id).result().text()).isEqualTo("result of abcd");
  }

  @Test
  void row_8_a_definition_that_does_not_say_what_is_small_is_stored_unless_the_caller_says() {
    EngineFixture fixture = rig(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done()));

    assertThat(inline(fixture).runOrRequest(TYPE.with("x")).stored()).isPresent();
    assertThat(inline(fixture).runOrRequest(TYPE.with("x"), true).ran()).isPresent();
    assertThat(inline(fixture).runOrRequest(TYPE.with("x"), false).stored()).isPresent();
  }

  @Test
  void row_8_what_waits_or_keeps_an_order_is_stored_however_small() {
    EngineFixture fixture = rig(counting());
    TaskId other = fixture.tasks.request(TYPE.with("other")).id();
    List<Request<String>> all =
        List.of(
            TYPE.with("x").paused(),
            TYPE.with("x").dueIn(Duration.ofHours(1)),
            TYPE.with("x").key("k"),
            TYPE.with("x").serialKey("s"),
            TYPE.with("x").after(other));

    assertThat(all)
        .allSatisfy(r -> assertThat(inline(fixture).runOrRequest(r).stored()).isPresent());
    assertThat(inline(rig(counting().limit(2))).runOrRequest(TYPE.with("x")).stored()).isPresent();
  }

  @Test
  void row_8_a_failure_is_an_answer() {
    RunUnstored.Ran thrown =
        ran(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  context.message(Message.Level.INFO, "trying");
                  throw new PermanentFailureException("no such order");
                }));
    RunUnstored.Ran said = ran(TaskDefinition.of(TYPE, (args, context) -> StepOutcome.fail("no")));

    assertThat(thrown.succeeded()).isFalse();
    assertThat(thrown.failure().orElseThrow().message()).isEqualTo("no such order");
    assertThat(thrown.messages()).hasSize(1);
    assertThat(said.failure().orElseThrow().message()).isEqualTo("no");
  }

  @Test
  void row_8_a_yield_goes_on_at_its_cursor() {
    RunUnstored.Ran ran =
        ran(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  said.add("at " + context.cursor());
                  return context.cursor().isNone()
                      ? StepOutcome.yielded(Payload.of("half"))
                      : StepOutcome.done();
                }));

    assertThat(ran.succeeded()).isTrue();
    assertThat(said).containsExactly("at ", "at half");
  }

  @Test
  void row_8_yields_without_end_and_waits_are_failures() {
    assertThat(ran(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.yielded())).failure())
        .hasValueSatisfying(f -> assertThat(f.kind()).isEqualTo("no-progress"));
    assertThat(
            ran(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.snooze(Duration.ofHours(1))))
                .failure())
        .hasValueSatisfying(f -> assertThat(f.kind()).isEqualTo("no-wait-inline"));
  }

  @Test
  void row_8_an_interrupted_run_ends() {
    RunUnstored.Ran ran =
        ran(
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  Thread.currentThread().interrupt();
                  return StepOutcome.yielded(Payload.of("n" + said.size()));
                }));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ran.failure().orElseThrow().kind()).isEqualTo("interrupted");
  }

  /** An action with a start hook. */
  private final class Hooked implements Action<String>, StartHook<String> {
    @Override
    public HookDecision<String> start(String args, ActionContext context) {
      said.add("start " + args);
      return args.equals("x") ? HookDecision.proceed("changed") : HookDecision.drop("not needed");
    }

    @Override
    public StepOutcome execute(String args, ActionContext context) {
      said.add("execute " + args);
      return StepOutcome.done();
    }
  }

  @Test
  void row_8_hooks_run_in_the_order_of_the_plan_and_an_action_may_be_skipped() {
    RunUnstored.Ran ran =
        ran(
            TaskDefinition.of(TYPE)
                .then(ActionDefinition.of("first", new Hooked()))
                .then(ActionDefinition.of("second", new Hooked())));

    assertThat(ran.succeeded()).isTrue();
    assertThat(said).containsExactly("start x", "execute changed", "start changed");
    assertThat(ran.messages()).extracting(Message::text).containsExactly("skipped: not needed");
  }

  @Test
  void row_8_an_action_that_may_be_given_up_lets_the_next_one_run() {
    RunUnstored.Ran ran =
        ran(
            TaskDefinition.of(TYPE)
                .then(
                    ActionDefinition.<String>of("first", (args, c) -> StepOutcome.fail("broken"))
                        .onGiveUp(GiveUp.CONTINUE))
                .then(ActionDefinition.of("second", (args, c) -> StepOutcome.done("fine"))));

    assertThat(ran.succeeded()).isTrue();
    assertThat(ran.result().text()).isEqualTo("fine");
    assertThat(ran.messages()).extracting(Message::level).containsExactly(Message.Level.ERROR);
  }

  @Test
  void what_waits_or_yields_without_end_is_given_up_as_well() {
    Action<String> waiting = (args, c) -> StepOutcome.snooze(Duration.ofHours(1));
    Action<String> idle = (args, c) -> StepOutcome.yielded();
    RunUnstored.Ran ran =
        ran(
            TaskDefinition.of(TYPE)
                .then(ActionDefinition.of("waits", waiting).onGiveUp(GiveUp.CONTINUE))
                .then(ActionDefinition.of("idle", idle).onGiveUp(GiveUp.CONTINUE))
                .then(ActionDefinition.of("last", (args, c) -> StepOutcome.done("fine"))));

    assertThat(ran.failure()).isEmpty();
    assertThat(ran.result().text()).isEqualTo("fine");
    assertThat(ran.messages())
        .extracting(Message::text)
        .containsExactly(
            "action given up: it asked to wait, and an inline run cannot: request it as a task",
            "action given up: 100 yields in a row without progress");
  }

  /** A hook that fails, and would be tried again by a worker. */
  private final class BrokenHook implements Action<String>, StartHook<String> {
    @Override
    public HookDecision<String> start(String args, ActionContext context) {
      said.add("start");
      throw new IllegalStateException("broken hook");
    }

    @Override
    public StepOutcome execute(String args, ActionContext context) {
      said.add("execute");
      return StepOutcome.done();
    }
  }

  @Test
  void a_hook_has_one_try() {
    RunUnstored.Ran ran =
        ran(TaskDefinition.of(TYPE).then(ActionDefinition.of("first", new BrokenHook())));

    assertThat(ran.failure().orElseThrow().message()).isEqualTo("broken hook");
    assertThat(said).containsExactly("start");
  }

  /** Walks the numbers 1 to 10, of which the fifth is broken. */
  private final class Walk implements ChunkedAction<String, Integer, Integer> {
    private final boolean atomic;

    Walk(boolean atomic) {
      this.atomic = atomic;
    }

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return atomic;
    }

    @Override
    public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
      int from = after.orElse(0);
      int to = Math.min(10, from + size);
      return new Chunk<>(IntStream.range(from, to).boxed().toList(), to, to == 10);
    }

    @Override
    public void process(String args, List<Integer> items, ChunkContext context) {
      if (items.contains(5)) {
        throw new IllegalStateException("five is broken");
      }
      items.forEach(i -> said.add(i + ""));
    }
  }

  @Test
  void row_8_chunks_walk_inline_too_and_set_items_aside() {
    RunUnstored.Ran ran =
        ran(TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk(false))));

    assertThat(ran.succeeded()).isTrue();
    assertThat(said).hasSize(9);
    assertThat(ran.setAside()).singleElement().satisfies(s -> assertThat(s.item()).isEqualTo("5"));
  }

  @Test
  void row_8_atomic_chunks_are_always_stored() {
    EngineFixture fixture =
        rig(TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk(true))));

    assertThat(inline(fixture).runOrRequest(TYPE.with("x"), true).stored()).isPresent();
  }

  @Test
  void row_8_what_an_inline_run_requests_is_stored_even_if_it_fails_then() {
    TaskDefinition<String> asking =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              context.request(CHILD.with("child"));
              return StepOutcome.fail("late");
            });
    EngineFixture fixture =
        rig(asking, TaskDefinition.of(CHILD, (args, context) -> StepOutcome.done()));

    assertThat(inline(fixture).runOrRequest(TYPE.with("x").owner("ann"), true).ran()).isPresent();

    assertThat(fixture.rows(CHILD))
        .singleElement()
        .satisfies(
            r -> {
              assertThat(r.standing().run().status()).isEqualTo(TaskStatus.PENDING);
              assertThat(r.standing().spec().owner().orElseThrow().value()).isEqualTo("ann");
            });
  }

  @Test
  void row_8_what_could_never_be_stored_is_refused_inline_too() {
    EngineFixture fixture = rig(counting());

    assertThatThrownBy(() -> inline(fixture).runOrRequest(CHILD.with("x"), true))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("unknown task type 'child'");
    assertThatThrownBy(() -> inline(fixture).runOrRequest(TYPE.with("x").simulated()))
        .hasMessageContaining("cannot simulate");
  }

  @Test
  void an_inline_action_may_look_whether_something_came() {
    List<Await> asked = new ArrayList<>();
    EngineFixture fixture =
        rig(
            TaskDefinition.of(CHILD, (args, context) -> StepOutcome.done()),
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  asked.forEach(a -> said.add(String.valueOf(context.came(a))));
                  context.milestone("looked");
                  return StepOutcome.done();
                }));
    TaskId done = fixture.tasks.request(CHILD.with("done")).id();
    fixture.engine.runBatch(Duration.ofSeconds(60));
    TaskId waits = fixture.tasks.request(CHILD.with("waits").paused()).id();
    asked.addAll(List.of(Await.success(done), Await.success(waits)));

    assertThat(inline(fixture).runOrRequest(TYPE.with("x"), true).ran().orElseThrow().succeeded())
        .isTrue();
    assertThat(said).containsExactly("true", "false");

    asked.set(1, Await.success(new TaskId(UUID.randomUUID())));
    assertThat(inline(fixture).runOrRequest(TYPE.with("x"), true).ran().orElseThrow().succeeded())
        .isFalse();
  }

  @Test
  void what_an_inline_action_requests_is_its_owners_unless_it_says_another() {
    EngineFixture fixture =
        rig(
            TaskDefinition.of(CHILD, (args, context) -> StepOutcome.done()),
            TaskDefinition.of(
                TYPE,
                (args, context) -> {
                  context.request(CHILD.with("inherits"));
                  context.request(CHILD.with("another's").owner("bob"));
                  return StepOutcome.done();
                }));

    inline(fixture).runOrRequest(TYPE.with("x").owner("ann"), true);
    assertThat(owners(fixture)).containsExactlyInAnyOrder("ann", "bob");
    inline(fixture).runOrRequest(TYPE.with("x"), true);
    assertThat(owners(fixture)).containsExactlyInAnyOrder("ann", "bob", "bob", "nobody");
  }

  private static List<String> owners(EngineFixture fixture) {
    return fixture.rows(CHILD).stream()
        .map(r -> r.standing().spec().owner().map(Owner::value).orElse("nobody"))
        .toList();
  }

  @Test
  void row_8_outside_its_window_it_is_stored_and_inside_it_runs_at_once() {
    WeeklyWindow first = WeeklyWindow.parse("saturday", "00:00", "01:00", ZoneOffset.UTC);
    EngineFixture fixture = rig(counting().within(first));
    assertThat(inline(fixture).runOrRequest(TYPE.with("x")).ran()).isPresent();

    fixture.step(Duration.ofHours(2));

    assertThat(inline(fixture).runOrRequest(TYPE.with("y")).stored()).isPresent();
    assertThat(said).hasSize(1);
  }

  @Test
  void row_8_what_absorbs_others_is_stored_however_small() {
    RequestOptions absorbing = RequestOptions.NONE.absorbing(1);
    EngineFixture fixture = rig(counting());

    assertThat(inline(fixture).runOrRequest(TYPE.with("x").options(absorbing)).stored())
        .isPresent();
    assertThat(said).isEmpty();
  }
}
