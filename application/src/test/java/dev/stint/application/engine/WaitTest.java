package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tasks that wait for others, through the whole engine. */
class WaitTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> BAD = TaskType.of("bad", String.class);
  private static final TaskType<String> PARENT = TaskType.of("parent", String.class);
  private static final TaskType<String> STEPS = TaskType.of("steps", String.class);
  private static final TaskType<String> CHATTY = TaskType.of("chatty", String.class);
  private static final TaskType<String> LOOKS = TaskType.of("looks", String.class);
  private static final TaskType<String> POLITE = TaskType.of("polite", String.class);
  private static final Payload LATER = Payload.of("later");

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Await> wanted = new AtomicReference<>();
  private final AtomicReference<Await> politeWants = new AtomicReference<>();
  private final List<Await> asked = new ArrayList<>();
  private final EngineFixture rig =
      new EngineFixture(
          List.of(
              TaskDefinition.of(PLAIN, (args, context) -> ran(args)),
              TaskDefinition.of(BAD, (args, context) -> StepOutcome.failForGood("on purpose")),
              TaskDefinition.of(
                  STEPS,
                  (args, context) -> {
                    if (context.cursor().isNone()) {
                      context.milestone("half");
                      context.checkpoint(LATER);
                      return StepOutcome.snooze(Duration.ofMinutes(5));
                    }
                    return StepOutcome.done();
                  }),
              TaskDefinition.of(
                  CHATTY,
                  (args, context) -> {
                    if (context.cursor().isNone()) {
                      IntStream.range(0, 1_000)
                          .forEach(i -> context.message(Message.Level.INFO, "number " + i));
                      context.checkpoint(LATER);
                      context.milestone("half");
                    }
                    return StepOutcome.snooze(Duration.ofMinutes(5));
                  }),
              TaskDefinition.of(
                  LOOKS,
                  (args, context) ->
                      ran(
                          asked.stream()
                              .map(context::came)
                              .map(String::valueOf)
                              .collect(Collectors.joining(" ")))),
              TaskDefinition.of(
                      POLITE,
                      (args, context) ->
                          context.cursor().isNone()
                              ? StepOutcome.waitFor(politeWants.get(), LATER)
                              : ran(args))
                  .head(HeadPolicy.STEP_ASIDE),
              TaskDefinition.of(
                  PARENT,
                  (args, context) -> {
                    if (context.cursor().isNone()) {
                      return StepOutcome.waitFor(wanted.get(), LATER);
                    }
                    return ran(args);
                  })));

  private StepOutcome ran(String name) {
    ran.add(name);
    return StepOutcome.done();
  }

  private void runAll() {
    rig.engine.runBatch(Duration.ofSeconds(60));
  }

  private TaskId plain(String name) {
    return rig.tasks.request(PLAIN.with(name)).id();
  }

  @Test
  void a_task_begins_after_those_it_was_requested_after() {
    TaskId first = rig.tasks.request(PLAIN.with("first").dueIn(Duration.ofMinutes(1))).id();
    TaskId second = rig.tasks.request(PLAIN.with("second").dueIn(Duration.ofMinutes(2))).id();
    TaskId last = rig.tasks.request(PLAIN.with("last").after(first).after(second)).id();
    runAll();
    assertThat(rig.status(last)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(rig.run(last).attempt()).isZero();

    rig.step(Duration.ofMinutes(1));
    runAll();
    assertThat(rig.status(last)).isEqualTo(TaskStatus.BLOCKED);
    rig.step(Duration.ofMinutes(1));
    runAll();

    assertThat(ran).containsExactly("first", "second", "last");
    assertThat(rig.status(last)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.reference.waits().owed(10, Duration.ZERO)).isEmpty();
  }

  @Test
  void an_action_waits_for_a_task_that_it_names_and_goes_on_at_its_cursor() {
    TaskId child = rig.tasks.request(PLAIN.with("child").dueIn(Duration.ofMinutes(1))).id();
    wanted.set(Await.success(child));
    TaskId parent = rig.tasks.request(PARENT.with("parent")).id();
    runAll();
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.BLOCKED);

    rig.step(Duration.ofMinutes(1));
    runAll();

    assertThat(ran).containsExactly("child", "parent");
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void what_came_already_is_not_waited_for() {
    TaskId first = plain("first");
    runAll();
    rig.tasks.request(PLAIN.with("second").after(first));
    wanted.set(Await.anyEnd(first));
    rig.tasks.request(PARENT.with("third"));
    runAll();

    assertThat(ran).containsExactlyInAnyOrder("first", "second", "third");
  }

  @Test
  void a_target_that_fails_fails_who_needs_its_success_and_frees_who_takes_any_end() {
    TaskId bad = rig.tasks.request(BAD.with("x").dueIn(Duration.ofMinutes(1))).id();
    TaskId strict = rig.tasks.request(PLAIN.with("strict").after(bad)).id();
    TaskId easy = rig.tasks.request(PLAIN.with("easy").after(Await.anyEnd(bad))).id();
    runAll();
    rig.step(Duration.ofMinutes(1));
    runAll();

    assertThat(ran).containsExactly("easy");
    assertThat(rig.status(easy)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.status(strict)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.run(strict).failure().orElseThrow().message()).contains(bad.toString());
  }

  @Test
  void a_target_that_is_not_there_fails_its_waiter_by_name() {
    TaskId nobody = new TaskId(UUID.randomUUID());
    TaskId waiter = rig.tasks.request(PLAIN.with("x").after(nobody)).id();
    runAll();

    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.run(waiter).failure().orElseThrow().message()).contains(nobody.toString());
  }

  @Test
  void a_wait_has_a_limit() {
    TaskId never = rig.tasks.request(PLAIN.with("never").paused()).id();
    TaskId waiter = rig.tasks.request(PLAIN.with("waiter").after(never)).id();
    wanted.set(Await.success(never));
    TaskId parent =
        rig.tasks.request(PARENT.with("parent").retry(RetryPolicy.fixed(0, Duration.ZERO))).id();
    runAll();
    rig.step(Duration.ofHours(23));
    runAll();
    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.BLOCKED);

    rig.step(Duration.ofHours(2));
    runAll();

    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.run(parent).failure().orElseThrow().kind()).isEqualTo("wait-timeout");
    assertThat(ran).isEmpty();
  }

  @Test
  void a_circle_of_waits_is_refused() {
    TaskId mine = new TaskId(UUID.randomUUID());
    TaskId held = new TaskId(UUID.randomUUID());
    rig.tasks.request(PLAIN.with("mine").id(mine).after(held).dueIn(Duration.ofMinutes(1)));
    rig.tasks.request(PLAIN.with("held").id(held).after(mine));
    TaskId self = new TaskId(UUID.randomUUID());
    rig.tasks.request(PLAIN.with("self").id(self).after(self));
    runAll();
    rig.step(Duration.ofMinutes(1));
    runAll();

    assertThat(rig.status(mine)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.status(held)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.status(self)).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void what_stands_behind_in_the_same_serial_key_is_not_waited_for() {
    TaskId second = new TaskId(UUID.randomUUID());
    wanted.set(Await.success(second));
    TaskId first = rig.tasks.request(PARENT.with("first").serialKey("k")).id();
    rig.tasks.request(PLAIN.with("second").serialKey("k").id(second));
    runAll();

    assertThat(rig.status(first)).isEqualTo(TaskStatus.FAILED);
    assertThat(ran).containsExactly("second");
  }

  @Test
  void a_waiter_that_was_paused_looks_again_when_it_is_resumed() {
    TaskId first = rig.tasks.request(PLAIN.with("first").dueIn(Duration.ofMinutes(1))).id();
    TaskId waiter = rig.tasks.request(PLAIN.with("waiter").after(first)).id();
    runAll();
    rig.steer.pause(List.of(waiter));
    rig.step(Duration.ofMinutes(1));
    runAll();
    assertThat(ran).containsExactly("first");

    rig.steer.resume(List.of(waiter));
    runAll();

    assertThat(ran).containsExactly("first", "waiter");
  }

  @Test
  void what_a_dead_worker_owed_is_delivered_by_the_sweep() {
    TaskId first = rig.tasks.request(PLAIN.with("first").dueIn(Duration.ofMinutes(1))).id();
    TaskId waiter = rig.tasks.request(PLAIN.with("waiter").after(first)).id();
    runAll();
    rig.steer.cancel(List.of(first));
    rig.reference.waits().register(List.of(new Wait(first, waiter, new Fence(1))));
    assertThat(rig.reference.waits().owed(10, Duration.ZERO)).hasSize(1);

    rig.step(Duration.ofSeconds(2));
    runAll();

    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.reference.waits().owed(10, Duration.ZERO)).isEmpty();
  }

  @Test
  void an_action_waits_for_a_milestone_that_it_names() {
    TaskId steps = rig.tasks.request(STEPS.with("steps").dueIn(Duration.ofMinutes(1))).id();
    wanted.set(Await.milestone(steps, "half"));
    TaskId parent = rig.tasks.request(PARENT.with("parent")).id();
    runAll();
    rig.step(Duration.ofMinutes(1));
    runAll();

    assertThat(ran).containsExactly("parent");
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    wanted.set(Await.milestone(steps, "other"));
    TaskId late = rig.tasks.request(PARENT.with("late")).id();
    rig.step(Duration.ofMinutes(10));
    runAll();
    assertThat(rig.status(late)).as("the task ended without it").isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void a_milestone_that_comes_after_a_thousand_messages_wakes_who_waits_for_it() {
    TaskId chatty = rig.tasks.request(CHATTY.with("chatty").dueIn(Duration.ofMinutes(1))).id();
    wanted.set(Await.milestone(chatty, "half"));
    TaskId parent = rig.tasks.request(PARENT.with("parent")).id();
    runAll();
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.BLOCKED);

    rig.step(Duration.ofMinutes(1));
    runAll();

    assertThat(ran).containsExactly("parent");
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.status(chatty)).as("it goes on").isEqualTo(TaskStatus.YIELDED);
  }

  @Test
  void an_action_may_look_whether_something_came() {
    TaskId first = plain("first");
    runAll();
    TaskId bad = rig.tasks.request(BAD.with("x")).id();
    runAll();
    TaskId later = rig.tasks.request(PLAIN.with("later").paused()).id();
    asked.addAll(List.of(Await.success(first), Await.success(later), Await.anyEnd(bad)));
    rig.tasks.request(LOOKS.with("looks"));
    runAll();
    assertThat(ran).contains("true false true");
    asked.clear();
    asked.add(Await.success(bad));
    TaskId fails = rig.tasks.request(LOOKS.with("looks")).id();
    runAll();
    assertThat(rig.status(fails)).isEqualTo(TaskStatus.FAILED);
  }

  @Test
  void a_task_of_another_serial_key_or_one_that_steps_aside_may_be_waited_for() {
    TaskId other =
        rig.tasks.request(PLAIN.with("other").serialKey("b").dueIn(Duration.ofMinutes(1))).id();
    wanted.set(Await.success(other));
    TaskId holds = rig.tasks.request(PARENT.with("holds").serialKey("a")).id();
    runAll();
    assertThat(rig.status(holds)).isEqualTo(TaskStatus.BLOCKED);
    TaskId behind = new TaskId(UUID.randomUUID());
    politeWants.set(Await.success(behind));
    TaskId polite = rig.tasks.request(POLITE.with("polite").serialKey("c")).id();
    rig.tasks.request(PLAIN.with("behind").serialKey("c").id(behind));
    runAll();
    assertThat(rig.status(polite)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("behind", "polite");
    rig.step(Duration.ofMinutes(1));
    runAll();
    assertThat(rig.status(holds)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_wait_whose_patience_is_over_before_it_began_is_late() {
    TaskId never = rig.tasks.request(PLAIN.with("never").paused()).id();
    RequestOptions impatient = RequestOptions.NONE.after(Await.success(never));
    TaskId waiter =
        rig.tasks.request(PLAIN.with("x").options(impatient.patience(Duration.ofSeconds(1)))).id();
    rig.step(Duration.ofMinutes(1));
    runAll();
    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.run(waiter).failure().orElseThrow().kind()).isEqualTo("wait-timeout");
  }

  @Test
  void a_waiter_that_looks_early_waits_on_with_its_place_and_its_limit() {
    TaskId never = rig.tasks.request(PLAIN.with("never").paused()).id();
    wanted.set(Await.success(never));
    TaskId parent = rig.tasks.request(PARENT.with("parent")).id();
    runAll();
    rig.steer.pause(List.of(parent));
    rig.steer.resume(List.of(parent));
    runAll();
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.BLOCKED);
    assertThat(rig.run(parent).attempt()).isZero();

    rig.steer.resume(List.of(never));
    runAll();

    assertThat(ran).containsExactly("never", "parent");
  }

  @Test
  void what_a_task_was_requested_after_is_not_looked_for_again_once_it_began() {
    TaskId first = plain("first");
    wanted.set(Await.success(first));
    TaskId paused = rig.tasks.request(PLAIN.with("later").paused()).id();
    TaskId parent = rig.tasks.request(PARENT.with("parent").after(first)).id();
    wanted.set(Await.success(paused));
    runAll();
    assertThat(rig.status(parent)).isEqualTo(TaskStatus.BLOCKED);
    rig.steer.remove(List.of(first));

    rig.steer.resume(List.of(paused));
    runAll();

    assertThat(rig.status(parent)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(ran).containsExactly("first", "later", "parent");
  }

  /** It looks once more after it registered, since whoever ends in between owes it nothing. */
  @Test
  void a_target_that_ends_while_its_waiter_registers_wakes_it_all_the_same() {
    FaultyEngineFixture faulty =
        new FaultyEngineFixture(TaskDefinition.of(PLAIN, (args, context) -> ran(args)));
    TaskId target = faulty.rig.tasks.request(PLAIN.with("target").paused()).id();
    TaskId waiter = faulty.rig.tasks.request(PLAIN.with("waiter").after(Await.anyEnd(target))).id();
    faulty.before("register", () -> faulty.rig.steer.cancel(List.of(target)));

    faulty.rig.engine.runBatch(Duration.ofSeconds(60));

    assertThat(ran).containsExactly("waiter");
    assertThat(faulty.rig.status(waiter)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(faulty.rig.reference.waits().owed(10, Duration.ZERO)).isEmpty();
  }

  @Test
  void a_chain_of_waits_longer_than_anybody_looks_is_waited_through() {
    List<TaskId> chain = new ArrayList<>();
    IntStream.range(0, 105).forEach(i -> chain.add(new TaskId(UUID.randomUUID())));
    rig.tasks.request(PLAIN.with("last").id(chain.get(104)).paused());
    for (int i = 103; i >= 0; i--) {
      rig.tasks.request(PLAIN.with("link").id(chain.get(i)).after(chain.get(i + 1)));
    }
    runAll();
    assertThat(rig.status(chain.get(0))).isEqualTo(TaskStatus.BLOCKED);

    rig.steer.resume(List.of(chain.get(104)));
    runAll();

    assertThat(ran).hasSize(105).startsWith("last");
  }
}
