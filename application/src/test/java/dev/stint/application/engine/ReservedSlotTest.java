package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskObserver;
import dev.stint.application.api.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One slot is kept for INTERACTIVE tasks; the others do not wait for it. */
class ReservedSlotTest {

  private static final TaskType<String> TYPE = TaskType.of("type", String.class);
  private static final int TASKS = 20;

  private final Semaphore begun = new Semaphore(0);
  private final Semaphore go = new Semaphore(0);

  /** Looking for the reserved slot found nothing, which says nothing of what the others can do. */
  @Test
  void background_tasks_follow_each_other_while_the_reserved_slot_finds_nothing() throws Exception {
    Config config =
        Config.DEFAULT
            .parallelism(4)
            .prefetch(Duration.ZERO)
            .poll(Duration.ofMinutes(10))
            .lease(Duration.ofMinutes(30));
    TaskDefinition<String> slow =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              begun.release();
              go.acquire();
              return StepOutcome.done();
            });
    Rig rig = new Rig(config, List.of(slow), TaskObserver.NONE, s -> s);
    for (int i = 0; i < TASKS; i++) {
      rig.tasks.request(TYPE.with("x" + i));
    }
    rig.engine.start();
    try {
      for (int i = 0; i < TASKS; i++) {
        assertThat(begun.tryAcquire(20, TimeUnit.SECONDS)).as("task %d begins", i).isTrue();
        go.release();
      }
    } finally {
      go.release(TASKS);
      rig.engine.stop(Duration.ofSeconds(5));
    }
  }
}
