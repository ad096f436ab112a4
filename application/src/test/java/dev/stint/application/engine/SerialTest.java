package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.FaultyStores;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Serial keys, coalescing, milestones and callbacks, through the whole engine. */
class SerialTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> POLITE = TaskType.of("polite", String.class);
  private static final TaskType<String> STEPS = TaskType.of("steps", String.class);
  private static final TaskType<String> BAD = TaskType.of("bad", String.class);

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Boolean> running = new ConcurrentHashMap<>();
  private final AtomicBoolean together = new AtomicBoolean();
  private final AtomicReference<FaultyStores> faults = new AtomicReference<>();
  private final EngineFixture fixture =
      new EngineFixture(
          List.of(
              TaskDefinition.of(PLAIN, (args, context) -> alone(args)),
              TaskDefinition.of(POLITE, (args, context) -> failsOnce(args))
                  .head(HeadPolicy.STEP_ASIDE),
              TaskDefinition.of(BAD, (args, context) -> StepOutcome.failForGood("on purpose")),
              TaskDefinition.of(
                  STEPS,
                  (args, context) -> {
                    if (context.cursor().isNone()) {
                      context.milestone("half");
                      context.checkpoint(Payload.of("half"));
                      return StepOutcome.snooze(Duration.ofMinutes(5));
                    }
                    return ran(args);
                  })),
          TaskObserver.NONE,
          stores -> {
            faults.set(new FaultyStores(stores));
            return faults.get().stores();
          });

  private StepOutcome alone(String name) {
    String key = name.substring(0, 1);
    if (running.putIfAbsent(key, true) != null) {
      together.set(true);
    }
    ran.add(name);
    running.remove(key);
    return StepOutcome.done();
  }

  private StepOutcome ran(String name) {
    ran.add(name);
    return StepOutcome.done();
  }

  private StepOutcome failsOnce(String name) {
    boolean first = !ran.contains(name);
    ran.add(name);
    return first ? StepOutcome.fail("the first time") : StepOutcome.done();
  }

  private void runAll() {
    fixture.engine.runBatch(Duration.ofSeconds(60));
  }

  @Test
  void tasks_of_a_key_run_in_order_and_never_two_at_once() {
    for (int i = 100; i < 200; i++) {
      for (String key : List.of("a", "b", "c")) {
        fixture.tasks.request(PLAIN.with(key + i).serialKey(key));
      }
    }

    runAll();

    assertThat(together).isFalse();
    assertThat(ran).hasSize(300);
    for (String key : List.of("a", "b", "c")) {
      assertThat(ran.stream().filter(n -> n.startsWith(key))).isSorted();
    }
  }

  @Test
  void they_do_so_though_answers_of_settlements_are_lost_and_never_come() {
    AtomicInteger calls = new AtomicInteger();
    for (int i = 100; i < 130; i++) {
      fixture.tasks.request(PLAIN.with("a" + i).serialKey("a"));
      fixture.tasks.request(PLAIN.with("b" + i).serialKey("b"));
    }
    faults
        .get()
        .each(
            verb ->
                !verb.equals("settle")
                    ? new FaultyStores.Fault.None()
                    : switch (calls.incrementAndGet() % 5) {
                      case 0 -> new FaultyStores.Fault.AnswerLost();
                      case 3 -> new FaultyStores.Fault.Before();
                      default -> new FaultyStores.Fault.None();
                    });

    runAll();

    assertThat(together).isFalse();
    assertThat(ran).hasSize(60).doesNotHaveDuplicates();
    assertThat(ran.stream().filter(n -> n.startsWith("a"))).isSorted();
    assertThat(ran.stream().filter(n -> n.startsWith("b"))).isSorted();
  }

  @Test
  void a_head_that_steps_aside_lets_the_others_by_while_it_waits_for_its_retry() {
    RetryPolicy soon = RetryPolicy.fixed(3, Duration.ofMinutes(1));
    fixture.tasks.request(POLITE.with("x").serialKey("k").retry(soon));
    fixture.tasks.request(PLAIN.with("y").serialKey("k"));

    runAll();
    assertThat(ran).containsExactly("x", "y");
    fixture.step(Duration.ofMinutes(2));
    runAll();

    assertThat(ran).containsExactly("x", "y", "x");
  }

  @Test
  void only_coalescing_tasks_are_absorbed_however_low_the_threshold() {
    Request<String> request = PLAIN.with("x").serialKey("k").dueIn(Duration.ofDays(1));
    TaskId plain = fixture.tasks.request(request).id();
    TaskId kept = fixture.tasks.request(request.keep(Duration.ofDays(1))).id();
    TaskId lowest =
        fixture.tasks.request(request.options(RequestOptions.NONE.absorbing(Long.MIN_VALUE))).id();

    fixture.tasks.request(
        PLAIN.with("all").serialKey("k").options(RequestOptions.NONE.absorbing(Long.MIN_VALUE)));
    fixture.engine.runBatch(Duration.ofSeconds(20));

    assertThat(fixture.status(plain)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.status(kept)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.status(lowest)).isEqualTo(TaskStatus.SUPERSEDED);
  }

  @Test
  void a_coalescing_task_absorbs_those_that_would_do_its_work_again() {
    Request<String> request = PLAIN.with("from 5").serialKey("k");
    RequestOptions none = RequestOptions.NONE;
    TaskId first = fixture.tasks.request(request.options(none.absorbing(5))).id();
    TaskId later =
        fixture.tasks.request(PLAIN.with("from 7").serialKey("k").options(none.absorbing(7))).id();
    TaskId earlier =
        fixture.tasks.request(PLAIN.with("from 3").serialKey("k").options(none.absorbing(3))).id();
    TaskId plain = fixture.tasks.request(PLAIN.with("plain").serialKey("k")).id();

    runAll();

    assertThat(ran).containsExactly("from 5", "from 3", "plain");
    assertThat(fixture.status(later)).isEqualTo(TaskStatus.SUPERSEDED);
    assertThat(fixture.run(later).failure().orElseThrow().message()).contains(first.toString());
    assertThat(fixture.status(earlier)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(fixture.status(plain)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_milestone_frees_who_waits_for_it_while_the_task_goes_on() {
    TaskId steps = fixture.tasks.request(STEPS.with("steps").dueIn(Duration.ofMinutes(1))).id();
    TaskId waiter =
        fixture.tasks.request(PLAIN.with("waiter").after(Await.milestone(steps, "half"))).id();
    TaskId other =
        fixture.tasks.request(PLAIN.with("other").after(Await.milestone(steps, "never"))).id();
    runAll();
    assertThat(fixture.status(waiter)).isEqualTo(TaskStatus.BLOCKED);

    fixture.step(Duration.ofMinutes(1));
    runAll();
    assertThat(ran).containsExactly("waiter");
    assertThat(fixture.status(other)).isEqualTo(TaskStatus.BLOCKED);
    fixture.step(Duration.ofMinutes(10));
    runAll();

    assertThat(fixture.status(steps)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(fixture.status(other))
        .as("its milestone cannot come any more")
        .isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void a_callback_runs_when_the_task_ended_whatever_the_outcome() {
    List<Requested> well =
        fixture.tasks.requestThen(PLAIN.with("a"), id -> PLAIN.with("after " + id));
    List<Requested> badly = fixture.tasks.requestThen(BAD.with("b"), id -> PLAIN.with("bad " + id));

    runAll();

    assertThat(ran)
        .containsExactlyInAnyOrder("a", "after " + well.get(0).id(), "bad " + badly.get(0).id());
  }

  @Test
  void a_finisher_cut_off_before_any_of_its_writes_leaves_nobody_blocked() {
    for (String verb : List.of("owedBy", "standing", "steer", "clear", "settle")) {
      for (FaultyStores.Fault fault :
          List.of(new FaultyStores.Fault.Before(), new FaultyStores.Fault.AnswerLost())) {
        TaskId first =
            fixture.tasks.request(PLAIN.with("1" + verb).dueIn(Duration.ofMinutes(1))).id();
        TaskId waiter = fixture.tasks.request(PLAIN.with("2" + verb).after(first)).id();
        runAll();
        AtomicBoolean once = new AtomicBoolean(true);
        faults
            .get()
            .each(
                v ->
                    v.equals(verb) && once.getAndSet(false)
                        ? fault
                        : new FaultyStores.Fault.None());
        fixture.step(Duration.ofMinutes(1));
        runAll();
        fixture.step(Duration.ofSeconds(2));
        runAll();
        assertThat(fixture.status(waiter)).as(verb + " " + fault).isEqualTo(TaskStatus.SUCCEEDED);
        assertThat(fixture.reference.waits().owed(9, Duration.ZERO)).as(verb).isEmpty();
      }
    }
    assertThat(ran).as("woken once each").hasSize(2 * 2 * 5);
  }

  @Test
  void a_waiter_cut_off_as_it_registers_waits_all_the_same() {
    for (FaultyStores.Fault fault :
        List.of(new FaultyStores.Fault.Before(), new FaultyStores.Fault.AnswerLost())) {
      TaskId first = fixture.tasks.request(PLAIN.with("1").dueIn(Duration.ofMinutes(1))).id();
      TaskId waiter = fixture.tasks.request(PLAIN.with("2").after(first)).id();
      AtomicInteger calls = new AtomicInteger();
      // The first such call registers the worker.
      faults
          .get()
          .each(
              v ->
                  v.equals("register") && calls.incrementAndGet() == 2
                      ? fault
                      : new FaultyStores.Fault.None());
      runAll();
      assertThat(fixture.status(waiter)).isEqualTo(TaskStatus.BLOCKED);
      assertThat(calls.get()).isGreaterThan(2);
      fixture.step(Duration.ofMinutes(1));
      runAll();
      assertThat(fixture.status(waiter)).isEqualTo(TaskStatus.SUCCEEDED);
    }
  }
}
