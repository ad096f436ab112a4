package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.Action;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** User code that says what is not so: its task ends in one run all the same, and tells why. */
class WrongWordsTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final AtomicInteger runs = new AtomicInteger();

  private EngineFixture rig(Action<String> action) {
    Action<String> counted =
        (args, context) -> {
          runs.incrementAndGet();
          return action.execute(args, context);
        };
    return rig(TaskDefinition.of(TYPE, counted));
  }

  private static EngineFixture rig(TaskDefinition<String> definition) {
    return new EngineFixture(
        List.of(
            definition.each(a -> a.retry(RetryPolicy.NEVER)),
            TaskDefinition.of(CHILD, (args, context) -> StepOutcome.done())));
  }

  private static String failure(EngineFixture rig, TaskId task) {
    return rig.run(task).failure().map(Failure::message).orElse("");
  }

  @Test
  void a_lease_that_the_action_says_is_lost_and_is_not() {
    EngineFixture rig =
        rig(
            (args, context) -> {
              throw new LeaseLostException(context.task());
            });
    TaskId task = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.runBatch(LIMIT);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(failure(rig, task)).contains("changed hands");
    assertThat(runs).hasValue(1);
  }

  @Test
  void a_child_whose_id_another_task_has() {
    EngineFixture rig =
        rig(
            (args, context) -> {
              context.request(CHILD.with("y").id(context.task()));
              return StepOutcome.done();
            });
    TaskId task = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.runBatch(LIMIT);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(rig.reference.queries().messages(task))
        .extracting(noted -> noted.message().level(), noted -> noted.message().text())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Message.Level.WARNING,
                "asked for a task under an id or a key that task "
                    + task
                    + " has, which is of another type or has other arguments: none was stored"));
  }

  /** Goes round through empty cursors, after some that lead there. */
  private static final class Circles implements ChunkedAction<String, Integer, Integer> {
    private final int leadIn;
    private final int length;

    Circles(int leadIn, int length) {
      this.leadIn = leadIn;
      this.length = length;
    }

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
      int at = after.orElse(0) + 1;
      return new Chunk<>(List.of(), at == leadIn + length ? leadIn : at, false);
    }

    @Override
    public void process(String args, List<Integer> items, ChunkContext context) {}
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "1, 3", "5, 2", "40, 7", "3, 100"})
  void chunks_without_items_that_go_in_a_circle(int leadIn, int length) {
    EngineFixture rig = rig(TaskDefinition.of(TYPE, new Circles(leadIn, length)));
    TaskId task = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.runBatch(LIMIT);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(failure(rig, task))
        .startsWith("next() goes in a circle: it returned no items, no 'last' and again and again");
  }

  /** Comes back to a cursor twice, with an item each time but the first. */
  private static final class Returns implements ChunkedAction<String, Integer, Integer> {
    private int asked;

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
      asked++;
      List<Integer> items = asked % 5 == 0 ? List.of(asked) : List.of();
      return new Chunk<>(items, asked % 2, asked == 500);
    }

    @Override
    public void process(String args, List<Integer> items, ChunkContext context) {}
  }

  @Test
  void cursors_that_come_again_are_no_circle_while_items_come() {
    EngineFixture rig = rig(TaskDefinition.of(TYPE, new Returns()));
    TaskId task = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.runBatch(LIMIT);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
  }

  /** Never says that it is over, and never moves on. */
  private static final class StandsStill implements ChunkedAction<String, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
      return new Chunk<>(List.of(), 7, false);
    }

    @Override
    public void process(String args, List<Integer> items, ChunkContext context) {}
  }

  @Test
  void a_chunk_without_items_that_is_not_the_last_and_does_not_move_on() {
    EngineFixture rig = rig(TaskDefinition.of(TYPE, new StandsStill()));
    TaskId task = rig.tasks.request(TYPE.with("x")).id();

    rig.engine.runBatch(LIMIT);

    assertThat(rig.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(failure(rig, task))
        .isEqualTo("next() returned no items, no 'last' and the cursor that it was given: 7");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 10_001, Integer.MAX_VALUE})
  void a_number_of_slots_that_no_worker_has(int slots) {
    String words = "parallelism is from 1 to 10000, not " + slots;
    assertThatThrownBy(() -> RunBatch.Limits.NONE.parallelism(slots)).hasMessage(words);
    assertThatThrownBy(() -> EngineFixture.CONFIG.parallelism(slots)).hasMessage(words);
  }
}
