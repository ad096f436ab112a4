package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Principal;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.engine.inline.UnstoredRuns;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.IdempotencyKey.Scope;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an action may refer to, of a task that somebody requested through the access policy. */
class ForeignReferenceTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> HALF = TaskType.of("half", String.class);
  private static final TaskType<String> WAITS = TaskType.of("waits", String.class);
  private static final TaskType<String> LOOKS = TaskType.of("looks", String.class);
  private static final TaskType<String> PARENT = TaskType.of("parent", String.class);
  private static final Principal ALICE = Principal.of("alice");
  private static final Principal BOB = Principal.of("bob");
  private static final Principal ROOT = Principal.of("root", Principal.Role.ADMINISTRATOR);
  private static final Payload LATER = Payload.of("later");
  private static final Duration TIME = Duration.ofSeconds(20);
  private static final TaskId ID =
      new TaskId(UUID.fromString("019ac000-0000-7000-8000-000000000001"));

  private final AtomicReference<Await> wanted = new AtomicReference<>(Await.anyEnd(ID));
  private final AtomicReference<Request<?>> child = new AtomicReference<>(PLAIN.with("child"));

  private final List<TaskDefinition<?>> definitions =
      List.of(
          TaskDefinition.of(PLAIN, (args, context) -> StepOutcome.done()),
          TaskDefinition.of(
              HALF,
              (args, context) -> {
                if (context.cursor().isNone()) {
                  context.milestone("half");
                  context.checkpoint(LATER);
                  return StepOutcome.snooze(Duration.ofMinutes(5));
                }
                return StepOutcome.done();
              }),
          TaskDefinition.of(
              WAITS,
              (args, context) ->
                  context.cursor().isNone()
                      ? StepOutcome.waitFor(wanted.get(), LATER)
                      : StepOutcome.done()),
          TaskDefinition.of(
              LOOKS,
              (args, context) -> {
                context.came(wanted.get());
                return StepOutcome.done();
              }),
          TaskDefinition.of(
              PARENT,
              (args, context) -> {
                context.request(child.get());
                return StepOutcome.done();
              }));

  /** What becomes of a task that refers to {@code ID}, there or not. */
  private String fate(Optional<Request<?>> hers, Request<?> his) {
    EngineFixture fixture = new EngineFixture(definitions);
    hers.ifPresent(request -> fixture.tasks.request(request.id(ID)));
    fixture.engine.runBatch(TIME);
    TaskId task = fixture.tasks.request(his).id();
    fixture.engine.runBatch(TIME);
    TaskRow row = fixture.row(task);
    return "%s %s %s"
        .formatted(
            row.standing().run().status(),
            row.standing().run().blocked(),
            row.standing().run().failure().map(Failure::message));
  }

  private static Stream<Request<?>> fatesOfAlices() {
    return Stream.of(
            PLAIN.with("ends"),
            HALF.with("half way"),
            PLAIN.with("later").dueIn(Duration.ofDays(1)),
            PLAIN.with("paused").paused())
        .flatMap(r -> Stream.of(r.requestedBy(ALICE), r.owner("alice"), r));
  }

  @Test
  void a_wait_for_a_foreign_task_ends_as_one_for_a_task_that_is_not_there() {
    List<Await> waits = List.of(Await.success(ID), Await.anyEnd(ID), Await.milestone(ID, "half"));
    for (Await await : waits) {
      wanted.set(await);
      Function<Principal, Stream<Request<?>>> ways =
          who ->
              Stream.<Request<?>>of(PLAIN.with("x").after(await), WAITS.with("x"), LOOKS.with("x"))
                  .map(r -> r.requestedBy(who));
      ways.apply(BOB)
          .forEach(
              his -> {
                String nothing = fate(Optional.empty(), his);
                assertThat(nothing).startsWith("FAILED");
                fatesOfAlices()
                    .forEach(hers -> assertThat(fate(Optional.of(hers), his)).isEqualTo(nothing));
              });
    }
  }

  @Test
  void the_owner_and_an_administrator_may_wait_for_it() {
    for (Principal who : List.of(ALICE, ROOT)) {
      for (Request<String> way : List.of(PLAIN.with("x").after(ID), WAITS.with("x"))) {
        assertThat(fate(Optional.of(PLAIN.with("hers").requestedBy(ALICE)), way.requestedBy(who)))
            .startsWith("SUCCEEDED");
      }
    }
  }

  @Test
  void without_a_principal_a_task_refers_to_every_task_and_its_keys_are_as_they_were() {
    assertThat(fate(Optional.of(PLAIN.with("hers").owner("alice")), WAITS.with("x").owner("bob")))
        .startsWith("SUCCEEDED");
    EngineFixture fixture = new EngineFixture(definitions);
    child.set(PLAIN.with("child").key("k").serialKey("s"));
    fixture.tasks.request(PARENT.with("x").owner("bob"));
    fixture.engine.runBatch(TIME);
    assertThat(fixture.rows(PLAIN).get(0).standing().spec().key().orElseThrow().value())
        .isEqualTo("k");
  }

  @Test
  void what_an_action_requests_has_the_keys_of_its_owner_and_refers_to_what_they_may_see() {
    EngineFixture fixture = new EngineFixture(definitions);
    TaskId hers =
        fixture
            .tasks
            .request(PLAIN.with("hers").key("k").serialKey("s").paused().requestedBy(ALICE))
            .id();
    child.set(PLAIN.with("child").key("k").serialKey("s").after(hers));
    fixture.tasks.request(PARENT.with("x").requestedBy(BOB));
    fixture.engine.runBatch(TIME);

    TaskRow made =
        fixture.rows(PLAIN).stream()
            .filter(r -> !r.standing().spec().id().equals(hers))
            .findFirst()
            .orElseThrow();
    assertThat(made.standing().spec().owner()).contains(new Owner("bob"));
    assertThat(made.standing().spec().key().orElseThrow())
        .isEqualTo(PLAIN.with("x").key("k").requestedBy(BOB).key().orElseThrow());
    assertThat(made.standing().run().status()).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.status(hers)).isEqualTo(TaskStatus.PAUSED);
  }

  @Test
  void a_coalescing_task_supersedes_none_of_another_owner() {
    EngineFixture fixture = new EngineFixture(definitions);
    RequestOptions absorbing = RequestOptions.NONE.absorbing(0);
    Request<String> whole = PLAIN.with("all").serialKey("s").options(absorbing);
    TaskId hers = fixture.tasks.request(whole.dueIn(Duration.ofDays(1)).requestedBy(ALICE)).id();
    TaskId his = fixture.tasks.request(whole.dueIn(Duration.ofDays(1)).requestedBy(BOB)).id();

    fixture.tasks.request(whole.requestedBy(BOB));
    fixture.engine.runBatch(TIME);

    assertThat(fixture.status(hers)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.status(his)).isEqualTo(TaskStatus.SUPERSEDED);
  }

  @Test
  void an_inline_run_refers_to_what_its_requester_may_see() {
    EngineFixture fixture = new EngineFixture(definitions);
    fixture.tasks.request(PLAIN.with("hers").id(ID).requestedBy(ALICE));
    fixture.engine.runBatch(TIME);
    UnstoredRuns inline = new UnstoredRuns(fixture.parts, fixture.tasks, InstantSource.system());

    wanted.set(Await.success(ID));
    assertThat(inline.runOrRequest(LOOKS.with("x").requestedBy(BOB), true).ran().orElseThrow())
        .satisfies(
            ran ->
                assertThat(ran.failure().map(Failure::message))
                    .contains("task " + ID + " to succeed cannot come any more"));
    child.set(PLAIN.with("child").key("k"));
    inline.runOrRequest(PARENT.with("x").requestedBy(BOB), true);
    assertThat(fixture.reference.queries().byKey(key(BOB))).isPresent();
    assertThat(fixture.reference.queries().byKey(key(ALICE))).isEmpty();
    assertThat(inline.runOrRequest(LOOKS.with("x").requestedBy(ALICE), true).ran().orElseThrow())
        .matches(RunUnstored.Ran::succeeded);
  }

  private static IdempotencyKey key(Principal who) {
    return PLAIN.with("x").key("k", Scope.ACTIVE).requestedBy(who).key().orElseThrow();
  }

  @Test
  void steering_leaves_alone_who_asked_for_a_task() {
    EngineFixture fixture = new EngineFixture(definitions);
    TaskId task = fixture.tasks.request(PLAIN.with("x").requestedBy(BOB)).id();

    fixture.steer.options(
        List.of(task), o -> RequestOptions.NONE.requestedBy(ROOT).keep(Duration.ofDays(1)));

    Payload stored = fixture.row(task).standing().spec().options();
    RequestOptions options = (RequestOptions) fixture.codec.decode(stored, RequestOptions.class);
    assertThat(options.requester()).contains(BOB);
    assertThat(options.keep()).contains(Duration.ofDays(1));
  }
}
