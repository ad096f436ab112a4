package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Action;
import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** User code that answers null is told so, in words that name what it has to answer. */
class NullAnswersTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);

  private static String failureOf(ActionDefinition<String> action) {
    EngineFixture fixture =
        new EngineFixture(List.of(TaskDefinition.of(TYPE).then(action.retry(RetryPolicy.NEVER))));
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.runBatch(Duration.ofSeconds(60));
    assertThat(fixture.status(task)).isEqualTo(TaskStatus.FAILED);
    return fixture.run(task).failure().orElseThrow().message();
  }

  private static ActionDefinition<String> acting(Action<String> action) {
    return ActionDefinition.of("act", action);
  }

  @SuppressWarnings("NullAway") // what a host without the checker writes
  private static <T> T none() {
    @Nullable T nothing = null;
    return nothing;
  }

  @Test
  void an_action() {
    assertThat(failureOf(acting((args, context) -> none())))
        .isEqualTo(
            "the action returned null; it has to return a StepOutcome, such as StepOutcome.done()");
  }

  @Test
  void a_start_hook() {
    class Hooked implements Action<String>, StartHook<String> {
      @Override
      public HookDecision<String> start(String args, ActionContext context) {
        return none();
      }

      @Override
      public StepOutcome execute(String args, ActionContext context) {
        return StepOutcome.done();
      }
    }
    assertThat(failureOf(acting(new Hooked())))
        .isEqualTo("the hook returned null; it has to return a HookDecision");
  }

  @Test
  void a_chunked_action() {
    class NoChunk implements ChunkedAction<String, Integer, Integer> {
      @Override
      public Class<Integer> cursorType() {
        return Integer.class;
      }

      @Override
      public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
        return none();
      }

      @Override
      public void process(String args, List<Integer> items, ChunkContext context) {}
    }
    assertThat(failureOf(ActionDefinition.of("walk", new NoChunk())))
        .startsWith("next() returned null; it has to return a Chunk");
  }

  @Test
  void a_failure_without_words() {
    assertThat(failureOf(acting((args, context) -> StepOutcome.fail(none()))))
        .isEqualTo("no reason given");
  }
}
