package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.NumberWalk;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Stores;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.HistoryRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Atomic chunks that say nothing for so long that the store ends their transaction, each when its
 * stint's time is over: told in one sentence, at an attempt, and never tried forever as large.
 */
class SilentChunkTest {

  private static final TaskType<String> TYPE = TaskType.of("walk", String.class);
  private static final Duration STINT = Duration.ofMinutes(1);
  private static final String WORDS = "it said nothing to the database for 30000 ms";
  private static final int LAST = 64;

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger longest = new AtomicInteger();
  private final AtomicInteger items = new AtomicInteger();
  private final List<Integer> processed = Collections.synchronizedList(new ArrayList<>());

  /** Walks 1 to 64; what it does in a chunk counts once that committed. */
  private final class Walk extends NumberWalk {
    Walk() {
      super(LAST);
    }

    @Override
    public void process(String arguments, List<Integer> chunk, ChunkContext context) {
      items.set(chunk.size());
      processed.addAll(chunk);
    }
  }

  private Stores impatient(Stores real) {
    return new Stores(
        real.requests(),
        real.runs(),
        new ChunkStore() {
          @Override
          public List<Class<?>> transactionKinds() {
            return real.chunks().transactionKinds();
          }

          @Override
          public CheckpointResult inChunk(Work work) {
            return real.chunks().inChunk(session -> heard(work.in(session)));
          }
        },
        real.workers(),
        real.steering(),
        real.queries(),
        real.waits(),
        real.registers());
  }

  /** Ends the transaction of a chunk of more items than it waits for; that took a stint's time. */
  private <T> T heard(T checkpoint) {
    if (items.get() > longest.get()) {
      IntStream.range(0, items.get()).forEach(i -> processed.remove(processed.size() - 1));
      nanos.addAndGet(STINT.toNanos());
      throw new ChunkStore.ChunkEndedException(WORDS, new IllegalStateException("25P03"));
    }
    return checkpoint;
  }

  private EngineFixture rig(long setAside) {
    return new EngineFixture(
        EngineFixture.CONFIG.stint(STINT).lease(Duration.ofHours(1)),
        List.of(
            TaskDefinition.of(TYPE)
                .then(
                    ActionDefinition.of("walk", new Walk())
                        .maxSetAside(setAside)
                        .retry(RetryPolicy.fixed(9, Duration.ZERO)))),
        TaskObserver.NONE,
        this::impatient);
  }

  /** As many batches as a livelock would need to show itself. */
  private TaskId run(EngineFixture fixture) {
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    Engine engine = new Engine(fixture.on(() -> System.nanoTime() + nanos.get()));
    for (int i = 0; i < 20 && !fixture.status(task).finished(); i++) {
      engine.runBatch(Duration.ofHours(9));
    }
    return task;
  }

  private static List<String> told(EngineFixture fixture, TaskId task) {
    return fixture.reference.queries().history(task, 100, 0).stream()
        .map(HistoryRow::failure)
        .flatMap(Optional::stream)
        .map(failure -> failure.message())
        .toList();
  }

  @Test
  void it_costs_an_attempt_and_the_next_one_takes_half_as_many() {
    longest.set(16);
    EngineFixture fixture = rig(ActionDefinition.DEFAULT_SET_ASIDE);

    TaskId task = run(fixture);

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(processed)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, LAST).boxed().toList());
    assertThat(told(fixture, task)).isNotEmpty().containsOnly(WORDS);
  }

  @Test
  void where_no_item_may_be_set_aside_the_task_fails_with_the_sentence() {
    EngineFixture fixture = rig(ActionDefinition.NO_SET_ASIDE);

    TaskId task = run(fixture);

    assertThat(fixture.status(task)).isEqualTo(TaskStatus.FAILED);
    assertThat(fixture.run(task).failure().orElseThrow().message()).isEqualTo(WORDS);
    assertThat(fixture.run(task).attempt()).isEqualTo(9);
    assertThat(processed).isEmpty();
  }
}
