package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One slot is kept for INTERACTIVE tasks; the others do not wait for it. */
class ReservedSlotTest {

  private static final TaskType<String> TYPE = TaskType.of("type", String.class);
  private static final int TASKS = 20;
  private static final int ROUNDS = 200;
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Config CONFIG =
      Config.DEFAULT
          .parallelism(4)
          .prefetch(Duration.ZERO)
          .poll(Duration.ofHours(1))
          .lease(Duration.ofHours(3));

  /** Looking for the reserved slot found nothing, which says nothing of what the others can do. */
  @Test
  void background_tasks_follow_each_other_while_the_reserved_slot_finds_nothing() throws Exception {
    round();
  }

  /** Whoever looks before a slot is idle, or while it becomes so, is woken by it. */
  @Test
  void nobody_waits_for_the_poll_however_busy_the_machine_is() throws Exception {
    try (BusyLoops loops = BusyLoops.times(2)) {
      for (int i = 0; i < ROUNDS; i++) {
        round();
      }
    }
  }

  /** It looked when nobody had room; nothing else will wake it before its next poll. */
  @Test
  void the_first_idle_slot_wakes_a_fetcher_that_looked_before_it() {
    TaskDefinition<String> plain = TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done());
    EngineFixture fixture = new EngineFixture(CONFIG, List.of(plain), TaskObserver.NONE, s -> s);
    LineChoice all = LineChoice.of(fixture.parts.registry(), Set.of(), Set.of());
    WorkerAssembly worker = new WorkerAssembly(fixture.parts, all, 4, Optional.empty());
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    worker.lease.register();
    worker.settlements.start();
    try {
      worker.fetcher.start();
      await().until(() -> fetcher(worker).getState() == Thread.State.TIMED_WAITING);
      assertThat(fixture.status(task)).isEqualTo(TaskStatus.PENDING);

      worker.slots.start();

      await().atMost(LONG).until(() -> fixture.status(task) == TaskStatus.SUCCEEDED);
    } finally {
      worker.stop.begin();
      Workers.close(worker);
    }
  }

  private static Thread fetcher(WorkerAssembly worker) {
    return worker.threads.all().stream()
        .filter(thread -> thread.getName().equals("stint-fetch"))
        .findFirst()
        .orElseThrow();
  }

  private static void round() throws Exception {
    Semaphore begun = new Semaphore(0);
    Semaphore go = new Semaphore(0);
    TaskDefinition<String> slow =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              begun.release();
              go.acquire();
              return StepOutcome.done();
            });
    EngineFixture fixture = new EngineFixture(CONFIG, List.of(slow), TaskObserver.NONE, s -> s);
    for (int i = 0; i < TASKS; i++) {
      fixture.tasks.request(TYPE.with("x" + i));
    }
    fixture.engine.start();
    try {
      for (int i = 0; i < TASKS; i++) {
        assertThat(begun.tryAcquire(60, TimeUnit.SECONDS)).as("task %d begins", i).isTrue();
        go.release();
      }
    } finally {
      go.release(TASKS);
      fixture.engine.stop(Duration.ofSeconds(5));
    }
  }
}
