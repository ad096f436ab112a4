package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.NumberWalk;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A chunk whose commit is still under way when its worker is cut off: the store says that it did
 * not land, the worker does something else under the same key, and then it lands.
 */
class LateCommitTest {

  private static final TaskType<String> TYPE = TaskType.of("walk", String.class);
  private static final int LAST = 64;

  private final List<Integer> committed = new ArrayList<>();
  private List<Integer> items = List.of();
  private boolean fails;
  private LateChunks chunks;
  private final EngineFixture fixture =
      new EngineFixture(
          FaultyEngineFixture.QUICK,
          List.of(TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk()))),
          TaskObserver.NONE,
          this::late);

  private final class Walk extends NumberWalk {
    Walk() {
      super(LAST);
    }

    @Override
    public void process(String arguments, List<Integer> chunk, ChunkContext context) {
      items = chunk;
      if (fails) {
        fails = false;
        throw new IllegalStateException("a bad item, it seems");
      }
    }
  }

  /** Commits the first chunk of many items only when the next one begins, which then fails. */
  private final class LateChunks implements ChunkStore {
    private final Stores real;
    private Checkpoint late;
    private List<Integer> lateItems = List.of();

    LateChunks(Stores real) {
      this.real = real;
    }

    @Override
    public List<Class<?>> transactionKinds() {
      return real.chunks().transactionKinds();
    }

    @Override
    public CheckpointResult inChunk(Work work) {
      if (late == null) {
        return real.chunks().inChunk(session -> cutOff(work.in(session)));
      }
      if (!lateItems.isEmpty()) {
        real.runs().checkpoint(List.of(late));
        committed.addAll(lateItems);
        lateItems = List.of();
        fails = true;
      }
      CheckpointResult checked = real.chunks().inChunk(work);
      if (checked.landing().landed()) {
        committed.addAll(items);
      }
      return checked;
    }

    private Checkpoint cutOff(Checkpoint checkpoint) {
      late = checkpoint;
      lateItems = items;
      throw new StoreException(StoreException.Kind.TRANSIENT, "the connection was cut");
    }
  }

  private Stores late(Stores real) {
    chunks = new LateChunks(real);
    return new Stores(
        real.requests(),
        real.runs(),
        chunks,
        real.workers(),
        real.steering(),
        real.queries(),
        real.waits(),
        real.registers());
  }

  @Test
  void what_it_did_is_not_done_again() {
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.start();

    await().until(() -> fixture.status(task) == TaskStatus.SUCCEEDED);
    fixture.engine.stop(Duration.ofSeconds(10));

    assertThat(chunks.late).isNotNull();
    assertThat(committed)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, LAST).boxed().toList());
  }
}
