package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Ageing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Durations at the edges: one sentence where they come in, never an overflow in a loop. */
class ExtremeDurationsTest {

  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration NEGATIVE = Duration.ofSeconds(Long.MIN_VALUE);
  private static final TaskType<String> TYPE = TaskType.of("test", String.class);

  private static void assertRefused(ThrowingCallable... asked) {
    for (ThrowingCallable one : asked) {
      assertThatThrownBy(one)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .containsPattern("longer than 100 years|negative|must be over 0|36500 days");
    }
  }

  @Test
  void every_duration_of_a_configuration_is_bounded() {
    for (Duration bad : List.of(ENDLESS, NEGATIVE)) {
      assertRefused(
          () -> Config.DEFAULT.stint(bad),
          () -> Config.DEFAULT.lease(bad),
          () -> Config.DEFAULT.grace(bad),
          () -> Config.DEFAULT.poll(bad),
          () -> Config.DEFAULT.keep(bad),
          () -> Config.DEFAULT.prefetch(bad),
          () -> Config.DEFAULT.cleanEvery(bad));
    }
    assertRefused(
        () -> Config.DEFAULT.stint(Duration.ZERO), () -> Config.DEFAULT.lease(Duration.ZERO));
  }

  @Test
  void every_duration_of_a_definition_a_batch_or_a_search_is_bounded() {
    TaskDefinition<String> plain = TaskDefinition.of(TYPE, (a, c) -> StepOutcome.done());
    ActionDefinition<String> action = plain.actions().get(0);
    assertRefused(
        () -> plain.stint(ENDLESS),
        () -> plain.keep(ENDLESS),
        () -> action.chunkTarget(ENDLESS),
        () -> RunBatch.Limits.NONE.within(ENDLESS),
        () -> TaskSearch.ALL.within(ENDLESS),
        () -> CleanRule.olderThan("old", ENDLESS),
        () -> new Ageing(ENDLESS, 9));
  }

  @Test
  void a_worker_with_endless_patience_stops_once_what_runs_is_done() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    EngineFixture fixture =
        new EngineFixture(
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (a, c) -> {
                      begun.countDown();
                      go.await();
                      return StepOutcome.done();
                    })));
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.start();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> fixture.engine.stop(ENDLESS));
    await().until(() -> fixture.engine.condition().words().equals("stopping"));
    go.countDown();

    stopped.get(60, TimeUnit.SECONDS);

    assertThat(fixture.engine.condition().healthy()).isFalse();
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }
}
