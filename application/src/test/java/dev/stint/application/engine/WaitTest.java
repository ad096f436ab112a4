package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Tasks that wait for others, through the whole engine. */
class WaitTest {

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> BAD = TaskType.of("bad", String.class);
  private static final TaskType<String> PARENT = TaskType.of("parent", String.class);
  private static final Payload LATER = Payload.of("later");

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Await> wanted = new AtomicReference<>();
  private final Rig rig =
      new Rig(
          List.of(
              TaskDefinition.of(PLAIN, (args, context) -> ran(args)),
              TaskDefinition.of(BAD, (args, context) -> StepOutcome.failForGood("on purpose")),
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
    rig.engine.runBatch(Duration.ofSeconds(20));
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
    rig.reference.waits().register(List.of(new Wait(first, waiter)));
    assertThat(rig.reference.waits().owed(10, Duration.ZERO)).hasSize(1);

    rig.step(Duration.ofSeconds(2));
    runAll();

    assertThat(rig.status(waiter)).isEqualTo(TaskStatus.FAILED);
    assertThat(rig.reference.waits().owed(10, Duration.ZERO)).isEmpty();
  }
}
