package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The limits of a run. */
class LongPlanTest {

  private static final TaskType<String> TYPE = TaskType.of("step", String.class);

  @Test
  void a_plan_of_ten_thousand_actions_runs_to_its_end() {
    AtomicInteger steps = new AtomicInteger();
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      steps.incrementAndGet();
                      return StepOutcome.done();
                    })));
    TaskId task =
        fixture
            .tasks
            .request(TYPE.with("x").plan(Collections.nCopies(TaskDefinition.MOST_ACTIONS, "step")))
            .id();

    fixture.engine.runBatch(Duration.ofMinutes(2));

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(steps).hasValue(TaskDefinition.MOST_ACTIONS);
  }

  @Test
  void a_result_over_a_mebibyte_fails_the_task_naming_the_limit() {
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done("x".repeat(1 << 21)))));
    TaskId task = fixture.tasks.request(TYPE.with("x").retry(RetryPolicy.NEVER)).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.run(task).failure().orElseThrow().message())
        .contains("the result has 2097152 bytes; at most 1048576 are allowed");
  }
}
