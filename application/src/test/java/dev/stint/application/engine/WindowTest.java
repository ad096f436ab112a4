package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.RunBatch;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.WeeklyWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The rig's clock stands at Saturday, 2026-11-21, 00:00 UTC. */
class WindowTest {

  private static final TaskType<String> TYPE = TaskType.of("nightly", String.class);
  private static final WeeklyWindow FROM_ONE =
      WeeklyWindow.parse("saturday", "01:00", "02:00", ZoneOffset.UTC);

  private static TaskStatus status(Rig rig, TaskId task) {
    return rig.reference.queries().find(task).orElseThrow().standing().run().status();
  }

  @Test
  void a_task_waits_untouched_until_its_window_opens() {
    Rig rig =
        new Rig(List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done()).within(FROM_ONE)));
    TaskId id = rig.tasks.request(TYPE.with("x")).id();

    RunBatch.Report before = rig.engine.runBatch(Duration.ofSeconds(60));

    assertThat(before.drained()).isTrue();
    assertThat(status(rig, id)).isEqualTo(TaskStatus.PENDING);
    assertThat(rig.reference.queries().find(id).orElseThrow().standing().fence().value()).isZero();

    rig.step(Duration.ofMinutes(61));
    rig.engine.runBatch(Duration.ofSeconds(60));

    assertThat(status(rig, id)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_stint_ends_when_its_window_closes() {
    AtomicReference<Instant> deadline = new AtomicReference<>(Instant.EPOCH);
    AtomicReference<Runnable> afterwards = new AtomicReference<>(() -> {});
    Rig rig =
        new Rig(
            List.of(
                TaskDefinition.of(
                        TYPE,
                        (String a, ActionContext c) -> {
                          deadline.set(c.deadline());
                          while (!c.shouldYield()) {
                            LockSupport.parkNanos(1_000_000);
                          }
                          afterwards.get().run();
                          return StepOutcome.yielded();
                        })
                    .within(FROM_ONE)));
    rig.step(Duration.ofHours(2).minusSeconds(2));
    afterwards.set(() -> rig.step(Duration.ofMillis(2_500)));
    TaskId id = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.runBatch(Duration.ofSeconds(60));

    assertThat(deadline.get())
        .isBetween(Instant.parse("2026-11-21T01:59:59Z"), Instant.parse("2026-11-21T02:00:01Z"));
    assertThat(status(rig, id)).isEqualTo(TaskStatus.YIELDED);
  }
}
