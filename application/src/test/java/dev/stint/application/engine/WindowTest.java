package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
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

  private static TaskStatus status(EngineFixture fixture, TaskId task) {
    return fixture.reference.queries().find(task).orElseThrow().standing().run().status();
  }

  @Test
  void a_task_waits_untouched_until_its_window_opens() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done()).within(FROM_ONE)));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    RunBatch.Report before = fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(before.drained()).isTrue();
    assertThat(status(fixture, id)).isEqualTo(TaskStatus.PENDING);
    assertThat(fixture.reference.queries().find(id).orElseThrow().standing().fence().value())
        .isZero();

    fixture.step(Duration.ofMinutes(61));
    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(status(fixture, id)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void a_stint_ends_when_its_window_closes() {
    AtomicReference<Instant> deadline = new AtomicReference<>(Instant.EPOCH);
    AtomicReference<Runnable> afterwards = new AtomicReference<>(() -> {});
    EngineFixture fixture =
        new EngineFixture(
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
    fixture.step(Duration.ofHours(2).minusSeconds(2));
    afterwards.set(() -> fixture.step(Duration.ofMillis(2_500)));
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(deadline.get())
        .isBetween(Instant.parse("2026-11-21T01:59:59Z"), Instant.parse("2026-11-21T02:00:01Z"));
    assertThat(status(fixture, id)).isEqualTo(TaskStatus.YIELDED);
  }
}
