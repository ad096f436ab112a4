package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ArgumentVersions;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.upkeep.UnreadableTasks;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.RegisterStore;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskSpec;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tasks stored by one build and run by another. */
class VersionsTest {

  private static final TaskType<String> OLD = TaskType.of("old.name", String.class);
  private static final TaskType<String> NEW = TaskType.of("new.name", String.class);
  private static final Duration BATCH = Duration.ofMinutes(1);

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

  private TaskDefinition<String> definition(TaskType<String> type) {
    return TaskDefinition.of(
        type,
        (args, context) -> {
          ran.add(args);
          return StepOutcome.done();
        });
  }

  private EngineFixture rig(TaskDefinition<?> definition) {
    return new EngineFixture(List.of(definition));
  }

  private static EngineFixture later(EngineFixture fixture, TaskDefinition<?> definition) {
    Stores kept = fixture.reference;
    return new EngineFixture(List.of(definition), TaskObserver.NONE, s -> kept);
  }

  /** Hears of every list that is asked for. */
  private static Stores listing(Stores real, Consumer<TaskFilter> heard) {
    QueryStore queries =
        before(
            QueryStore.class,
            real.queries(),
            (method, arguments) -> {
              if (method.equals("list")) {
                heard.accept((TaskFilter) arguments[0]);
              }
            });
    return with(real, queries, real.registers());
  }

  /** Refuses to change registers for the first times. */
  private static Stores noting(Stores real, AtomicInteger refusals) {
    RegisterStore registers =
        before(
            RegisterStore.class,
            real.registers(),
            (method, arguments) -> {
              if (method.equals("swap") && refusals.getAndDecrement() > 0) {
                throw new StoreException(StoreException.Kind.TRANSIENT, "away");
              }
            });
    return with(real, real.queries(), registers);
  }

  private static <T> T before(Class<T> port, T real, BiConsumer<String, Object[]> call) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              call.accept(method.getName(), arguments);
              return method.invoke(real, arguments);
            }));
  }

  private static Stores with(Stores real, QueryStore queries, RegisterStore registers) {
    return new Stores(
        real.requests(),
        real.runs(),
        real.chunks(),
        real.workers(),
        real.steering(),
        queries,
        real.waits(),
        registers);
  }

  private static TaskStatus status(EngineFixture fixture, TaskId task) {
    return fixture.stores.queries().find(task).orElseThrow().standing().run().status();
  }

  @Test
  void a_task_stored_under_an_older_name_is_run_by_the_type_that_has_it_as_alias() {
    EngineFixture before = rig(definition(OLD));
    TaskId task = before.tasks.request(OLD.with("x")).id();
    EngineFixture after = later(before, definition(NEW).alias("old.name"));

    assertThat(after.engine.runBatch(limits(NEW)).drained()).isTrue();

    assertThat(ran).containsExactly("x");
    assertThat(status(after, task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_request_by_an_older_name_is_stored_under_the_new_one() {
    EngineFixture fixture = rig(definition(NEW).alias("old.name"));

    TaskId task = fixture.tasks.request(OLD.with("x")).id();

    assertThat(fixture.row(task).standing().spec().line().type()).isEqualTo(NEW.name());
  }

  @Test
  void a_worker_tells_its_aliases_so_that_nobody_misses_a_worker_for_them() {
    EngineFixture fixture = rig(definition(NEW).alias("old.name"));
    List<Set<TaskTypeName>> seen = new ArrayList<>();
    TaskDefinition<String> looks =
        TaskDefinition.of(
                NEW,
                (args, context) -> {
                  fixture.stores.queries().workers().forEach(w -> seen.add(w.types()));
                  return StepOutcome.done();
                })
            .alias("old.name");
    EngineFixture works = later(fixture, looks);
    works.tasks.request(NEW.with("x"));
    works.engine.runBatch(BATCH);

    assertThat(seen).contains(Set.of(NEW.name(), OLD.name()));
  }

  @Test
  void an_alias_that_names_another_type_is_refused() {
    TaskDefinition<String> one = definition(NEW).alias("old.name");
    assertThatThrownBy(() -> new EngineFixture(List.of(one, definition(OLD))))
        .isInstanceOf(RefusedException.class)
        .hasMessage("'old.name' is an alias of new.name and names another task type, too");
  }

  @Test
  void older_arguments_are_lifted_step_by_step_before_the_action_sees_them() {
    EngineFixture before = rig(definition(NEW));
    before.tasks.request(NEW.with("a"));
    EngineFixture after =
        later(
            before,
            definition(NEW)
                .version(3)
                .upcast(1, p -> Payload.of(p.text() + ">2"))
                .upcast(2, p -> Payload.of(p.text() + ">3")));
    after.tasks.request(NEW.with("b"));
    after.engine.runBatch(BATCH);

    assertThat(ran).containsExactlyInAnyOrder("a>2>3", "b");
  }

  @Test
  void a_newer_version_is_parked_at_no_attempt_and_goes_on_once_a_worker_reads_it() {
    EngineFixture newer = rig(definition(NEW).version(2));
    TaskId task = newer.tasks.request(NEW.with("x")).id();
    EngineFixture older = later(newer, definition(NEW));
    older.engine.runBatch(BATCH);

    assertThat(status(older, task)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(older.stores.queries().find(task).orElseThrow().standing().run().failure())
        .hasValueSatisfying(
            f -> assertThat(f.message()).contains("version 2; this build reads up to 1"));
    older.engine.runBatch(BATCH);
    assertThat(status(older, task)).isEqualTo(TaskStatus.BLOCKED);

    later(newer, definition(NEW).version(2)).engine.runBatch(BATCH);
    assertThat(status(newer, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("x");
  }

  @Test
  void a_task_whose_type_no_worker_knows_says_so_after_a_time_and_goes_on_once_one_does() {
    EngineFixture knows = rig(definition(NEW));
    TaskId task = knows.tasks.request(NEW.with("x")).id();
    later(knows, definition(OLD)).engine.runBatch(BATCH);
    knows.now.updateAndGet(t -> t.plus(Duration.ofMinutes(59)));
    later(knows, definition(OLD)).engine.runBatch(BATCH);
    assertThat(status(knows, task)).isEqualTo(TaskStatus.PENDING);

    knows.now.updateAndGet(t -> t.plus(Duration.ofMinutes(2)));
    TaskId young = knows.tasks.request(NEW.with("y")).id();
    later(knows, definition(OLD)).engine.runBatch(BATCH);
    assertThat(status(knows, task)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(status(knows, young)).isEqualTo(TaskStatus.PENDING);
    assertThat(knows.run(task).failure().orElseThrow().message())
        .isEqualTo(
            "no worker has known the task type new.name so far; the task goes on once one does");

    knows.engine.runBatch(BATCH);
    assertThat(ran).containsExactlyInAnyOrder("x", "y");
    assertThat(knows.run(task).failure()).isEmpty();
  }

  @Test
  void a_type_that_a_worker_knew_lately_is_no_orphan_though_its_tasks_are_old() {
    EngineFixture knows = rig(definition(NEW));
    TaskId task = knows.tasks.request(NEW.with("x").dueIn(Duration.ofMinutes(1))).id();
    knows.engine.runBatch(BATCH);
    knows.now.updateAndGet(t -> t.plus(Duration.ofMinutes(50)));
    EngineFixture limited = later(knows, definition(NEW));
    limited.engine.runBatch(limits(OLD));
    later(knows, definition(OLD)).engine.runBatch(BATCH);
    knows.now.updateAndGet(t -> t.plus(Duration.ofMinutes(30)));
    later(knows, definition(OLD)).engine.runBatch(BATCH);
    assertThat(status(knows, task)).isEqualTo(TaskStatus.PENDING);

    knows.now.updateAndGet(t -> t.plus(Duration.ofMinutes(40)));
    later(knows, definition(OLD)).engine.runBatch(BATCH);
    assertThat(knows.run(task).failure().orElseThrow().message())
        .contains("new.name since 2026-11-21T00:50:0");
  }

  private static RunBatch.Limits limits(TaskType<?> only) {
    return new RunBatch.Limits(
        java.util.Optional.of(BATCH),
        java.util.Optional.empty(),
        Set.of(),
        Set.of(only.name()),
        java.util.OptionalInt.empty(),
        false);
  }

  @Test
  void nobody_looks_through_the_tasks_unless_one_of_a_known_type_was_parked() {
    List<TaskFilter> looks = new ArrayList<>();
    EngineFixture newer = rig(definition(NEW).version(2));
    newer.tasks.request(NEW.with("x"));
    heard(newer, definition(NEW).version(2), looks).engine.runBatch(BATCH);
    assertThat(looks).isEmpty();

    newer.tasks.request(NEW.with("y"));
    heard(newer, definition(NEW), looks).engine.runBatch(BATCH);
    heard(newer, definition(OLD), looks).engine.runBatch(BATCH);
    assertThat(looks).isEmpty();

    newer.now.updateAndGet(t -> t.plusSeconds(61));
    heard(newer, definition(NEW).version(2), looks).engine.runBatch(BATCH);
    assertThat(looks).singleElement().satisfies(f -> assertThat(f.type()).hasValue(NEW.name()));
    assertThat(ran).containsExactly("x", "y");

    heard(newer, definition(NEW).version(2), looks).engine.runBatch(BATCH);
    assertThat(looks).hasSize(1);
  }

  private static EngineFixture heard(
      EngineFixture fixture, TaskDefinition<?> definition, List<TaskFilter> looks) {
    Stores listing = listing(fixture.reference, looks::add);
    return new EngineFixture(List.of(definition), TaskObserver.NONE, s -> listing);
  }

  @Test
  void a_task_that_is_parked_while_others_are_looked_at_is_found_later() {
    EngineFixture newer = rig(definition(NEW).version(2));
    EngineFixture older = later(newer, definition(NEW));
    for (int i = 0; i < 3; i++) {
      TaskId task = newer.tasks.request(NEW.with("x" + i)).id();
      older.engine.runBatch(BATCH);
      assertThat(status(newer, task)).isEqualTo(TaskStatus.BLOCKED);
      newer.engine.runBatch(BATCH);
      assertThat(status(newer, task)).isEqualTo(TaskStatus.SUCCEEDED);
      newer.now.updateAndGet(t -> t.plusSeconds(25));
    }
  }

  @Test
  void what_this_build_cannot_read_either_stays_parked() {
    EngineFixture newest = rig(definition(NEW).version(3));
    TaskId task = newest.tasks.request(NEW.with("x")).id();
    later(newest, definition(NEW)).engine.runBatch(BATCH);
    later(newest, definition(NEW).version(2)).engine.runBatch(BATCH);
    newest.now.updateAndGet(t -> t.plusSeconds(61));
    later(newest, definition(NEW).version(2)).engine.runBatch(BATCH);
    assertThat(status(newest, task)).isEqualTo(TaskStatus.BLOCKED);

    newest.engine.runBatch(BATCH);
    assertThat(status(newest, task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void more_parked_tasks_than_a_page_holds_go_on() {
    EngineFixture newer = rig(definition(NEW).version(2));
    for (int i = 0; i < 1_100; i++) {
      newer.tasks.request(NEW.with("x" + i));
    }
    later(newer, definition(NEW)).engine.runBatch(Duration.ofSeconds(60));
    assertThat(ran).isEmpty();

    newer.engine.runBatch(Duration.ofSeconds(60));
    assertThat(ran).hasSize(1_100);
  }

  @Test
  void a_task_is_not_parked_where_that_cannot_be_noted() {
    AtomicInteger refusals = new AtomicInteger(2);
    EngineFixture newer = rig(definition(NEW).version(2));
    TaskId task = newer.tasks.request(NEW.with("x")).id();
    Stores refusing = noting(newer.reference, refusals);
    EngineFixture older =
        new EngineFixture(List.of(definition(NEW)), TaskObserver.NONE, s -> refusing);

    older.engine.runBatch(BATCH);
    assertThat(refusals).hasNonPositiveValue();
    assertThat(status(newer, task)).isEqualTo(TaskStatus.BLOCKED);
  }

  @Test
  void a_note_of_parked_tasks_that_nobody_can_read_holds_nobody_up_and_goes() {
    EngineFixture fixture = rig(definition(NEW));
    RegisterStore registers = fixture.reference.registers();
    registers.swap(List.of(new Swap("parked", NEW.name().value(), 0, Payload.of("nonsense"))));
    fixture.tasks.request(NEW.with("x"));

    fixture.engine.runBatch(BATCH);

    assertThat(ran).containsExactly("x");
    assertThat(registers.find("parked", NEW.name().value()).filter(r -> !r.content().isNone()))
        .isEmpty();
  }

  @Test
  void a_version_that_nothing_lifts_or_that_cannot_be_lifted_is_parked_with_the_reason() {
    EngineFixture before = rig(definition(NEW));
    TaskId task = before.tasks.request(NEW.with("x")).id();
    later(before, definition(NEW).version(2)).engine.runBatch(BATCH);
    assertThat(before.run(task).failure().orElseThrow().message())
        .isEqualTo("its arguments are of version 1 and nothing lifts them to 2");

    TaskDefinition<String> breaks =
        definition(NEW)
            .version(2)
            .upcast(
                1,
                p -> {
                  throw new IllegalStateException("no idea");
                });
    TaskId other = before.tasks.request(NEW.with("y")).id();
    later(before, breaks).engine.runBatch(BATCH);
    assertThat(before.run(other).failure().orElseThrow().message())
        .isEqualTo("its arguments of version 1 could not be lifted: no idea");
  }

  /** Changes the arguments once, then needs another stint. */
  private final class Changes implements Action<String>, StartHook<String> {
    @Override
    public HookDecision<String> start(String arguments, ActionContext context) {
      return HookDecision.proceed(arguments + "!");
    }

    @Override
    public StepOutcome execute(String arguments, ActionContext context) {
      ran.add(arguments);
      return ran.size() == 1 ? StepOutcome.yielded(Payload.of("1")) : StepOutcome.done();
    }
  }

  @Test
  void arguments_changed_by_a_hook_are_of_the_hooks_version_and_not_lifted_again() {
    EngineFixture before = rig(definition(NEW));
    before.tasks.request(NEW.with("a"));
    TaskDefinition<String> second =
        TaskDefinition.of(NEW)
            .then(ActionDefinition.of("do", new Changes()))
            .version(2)
            .upcast(1, p -> Payload.of(p.text() + ">2"));
    later(before, second).engine.runBatch(BATCH);

    assertThat(ran).containsExactly("a>2!", "a>2!");
  }

  @Test
  void the_mark_of_changed_arguments_is_told_from_the_arguments() {
    ArgumentVersions third = new ArgumentVersions(3, java.util.Map.of());
    Payload marked = third.marked(Payload.of("{}"), 1);

    assertThat(ArgumentVersions.unmarked(marked)).isEqualTo(Payload.of("{}"));
    assertThat(ArgumentVersions.versionOf(marked, 1)).isEqualTo(3);
    assertThat(third.marked(Payload.of("{}"), 3)).isEqualTo(Payload.of("{}"));
    assertThat(ArgumentVersions.versionOf(Payload.NONE, 7)).isEqualTo(7);
    assertThat(ArgumentVersions.versionOf(Payload.of("\u0001x\n"), 7)).isEqualTo(7);
    assertThat(ArgumentVersions.versionOf(Payload.of("\u0001123"), 7)).isEqualTo(7);
  }

  @Test
  void missing_arguments_are_refused_in_one_sentence() {
    EngineFixture fixture = rig(definition(NEW));
    Request<String> empty = NEW.with(null);
    assertThatThrownBy(() -> fixture.tasks.request(empty))
        .isInstanceOf(RefusedException.class)
        .hasMessage("task type new.name takes String; the arguments are missing");
  }

  @Test
  void versions_out_of_range_are_refused() {
    assertThatThrownBy(() -> definition(NEW).version(0)).hasMessageContaining("at least 1: 0");
    assertThatThrownBy(() -> definition(NEW).upcast(0, p -> p)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> definition(NEW).upcast(1, p -> p).upcast(1, p -> p))
        .hasMessage("version 1 is lifted twice");
  }

  /** Looked through once; after that its note says that nothing of it changed. */
  @Test
  void what_stays_parked_is_not_looked_through_at_every_round() {
    List<TaskFilter> looks = new ArrayList<>();
    EngineFixture newest = rig(definition(NEW).version(3));
    TaskId task = newest.tasks.request(NEW.with("x")).id();
    EngineFixture old =
        new EngineFixture(
            List.of(definition(NEW)),
            TaskObserver.NONE,
            s -> listing(newest.reference, looks::add));
    old.engine.runBatch(BATCH);
    assertThat(status(old, task)).isEqualTo(TaskStatus.BLOCKED);
    AtomicLong nanos = new AtomicLong();
    WorkerAssembly worker =
        new WorkerAssembly(
            old.on(nanos::get),
            LineChoice.of(old.parts.registry(), Set.of(), Set.of()),
            1,
            Optional.empty());
    worker.lease.register();
    UnreadableTasks parked = new LifecycleAssembly(worker, () -> {}).parked;
    for (int i = 0; i < 3; i++) {
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      parked.page();
    }
    int before = looks.size();

    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    parked.page();

    assertThat(looks).hasSize(before).isNotEmpty();
    assertThat(status(old, task)).isEqualTo(TaskStatus.BLOCKED);
  }

  @Test
  void a_task_that_stands_past_the_end_of_a_shorter_plan_is_parked() {
    Registry registry = rig(definition(NEW)).parts.registry();
    TaskSpec spec =
        rig(definition(NEW)).parts.requests().apply(List.of(NEW.with("x"))).get(0).spec();
    Run past =
        new Run(
            TaskStatus.YIELDED,
            Run.NEW.phase(),
            2,
            Run.NEW.entry(),
            Payload.NONE,
            0,
            0,
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(registry.unreadable(spec, Run.NEW)).isEmpty();
    assertThat(registry.unreadable(spec, past)).contains("it stands at action 3 of 1");
  }
}
