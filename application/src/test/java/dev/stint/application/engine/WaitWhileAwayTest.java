package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An action that asks of another task while the store does not answer: it is not at fault. */
class WaitWhileAwayTest {

  private static final TaskType<String> TARGET = TaskType.of("target", String.class);
  private static final TaskType<String> WAITS = TaskType.of("waits", String.class);
  private static final TaskType<String> LOOKS = TaskType.of("looks", String.class);

  /** Longer than this takes on the busiest machine: no lease is to end in it. */
  private static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(10)).lease(Duration.ofMinutes(30)).parallelism(4);

  private final FaultyEngineFixture faulty =
      new FaultyEngineFixture(
          CONFIG,
          TaskDefinition.of(TARGET, (text, context) -> StepOutcome.done()),
          TaskDefinition.of(
                  WAITS,
                  (target, context) ->
                      context.cursor().isNone()
                          ? StepOutcome.waitFor(
                              Await.success(TaskId.of(target)), Payload.of("waited"))
                          : StepOutcome.done())
              .each(action -> action.retry(RetryPolicy.NEVER)),
          TaskDefinition.of(
                  LOOKS,
                  (target, context) ->
                      context.came(Await.success(TaskId.of(target)))
                          ? StepOutcome.done()
                          : StepOutcome.fail("it did not come"))
              .each(action -> action.retry(RetryPolicy.NEVER)));
  private final EngineFixture rig = faulty.rig;

  private void mustOutliveSilence(TaskType<String> type) {
    TaskId target = rig.tasks.request(TARGET.with("x")).id();
    rig.engine.runBatch(Duration.ofSeconds(60));
    TaskId asks = rig.tasks.request(type.with(target.toString())).id();
    faulty.failing("standing", "renew");
    rig.engine.start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> faulty.calls("standing") > 3);

      faulty.wellAgain();

      await().atMost(Duration.ofSeconds(60)).until(() -> rig.status(asks).finished());
      assertThat(rig.status(asks)).isEqualTo(TaskStatus.SUCCEEDED);
      assertThat(rig.run(asks).attempt()).isZero();
    } finally {
      rig.engine.stop(Duration.ofSeconds(10));
    }
  }

  @Test
  void one_that_asks_to_wait_waits_once_the_store_answers() {
    mustOutliveSilence(WAITS);
  }

  @Test
  void one_that_looks_is_answered_once_the_store_answers() {
    mustOutliveSilence(LOOKS);
  }
}
