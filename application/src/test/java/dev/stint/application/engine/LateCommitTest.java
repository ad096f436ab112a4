package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.contract.NumberWalk;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A chunk whose commit is still under way when its worker is cut off: the store says that it did
 * not land, the worker does something else under the same key, and then it lands.
 */
class LateCommitTest {

  private static final TaskType<String> TYPE = TaskType.of("walk", String.class);
  private static final int LAST = 64;

  private final List<Integer> committed = new ArrayList<>();
  private final List<TaskStatus> told = new CopyOnWriteArrayList<>();
  private final LateChunks chunks = new LateChunks();
  private List<Integer> items = List.of();
  private Optional<RuntimeException> next = Optional.empty();
  private final EngineFixture fixture =
      new EngineFixture(
          FaultyEngineFixture.QUICK,
          List.of(TaskDefinition.of(TYPE).then(ActionDefinition.of("walk", new Walk()))),
          new TaskObserver() {
            @Override
            public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
              told.add(status);
            }
          },
          this::late);

  private final class Walk extends NumberWalk {
    Walk() {
      super(LAST);
    }

    @Override
    public void process(String arguments, List<Integer> chunk, ChunkContext context) {
      items = chunk;
      if (chunks.cutOff) {
        RuntimeException thrown = next.orElse(null);
        next = Optional.empty();
        if (thrown != null) {
          throw thrown;
        }
      }
    }
  }

  /** The first chunk is cut off; it lands when its worker writes the next time. */
  private final class LateChunks implements ChunkStore {
    private Stores real;
    private boolean cutOff;
    private Checkpoint late;
    private List<Integer> lateItems = List.of();

    @Override
    public List<Class<?>> transactionKinds() {
      return real.chunks().transactionKinds();
    }

    @Override
    public CheckpointResult inChunk(Work work) {
      if (!cutOff) {
        return real.chunks().inChunk(session -> cut(work.in(session)));
      }
      CheckpointResult checked = real.chunks().inChunk(session -> landing(work.in(session)));
      if (checked.landing().landed()) {
        committed.addAll(items);
      }
      return checked;
    }

    private Checkpoint cut(Checkpoint checkpoint) {
      cutOff = true;
      late = checkpoint;
      lateItems = items;
      throw new StoreException(StoreException.Kind.TRANSIENT, "the connection was cut");
    }

    private <T> T landing(T before) {
      if (!lateItems.isEmpty()) {
        assertThat(real.runs().checkpoint(List.of(late)))
            .allMatch(checked -> checked.landing().landed());
        committed.addAll(lateItems);
        lateItems = List.of();
      }
      return before;
    }
  }

  private Stores late(Stores real) {
    chunks.real = real;
    FaultyStores noticed = new FaultyStores(real);
    noticed.each(
        verb ->
            chunks.cutOff && Set.of("checkpoint", "settle").contains(verb)
                ? chunks.landing(new Fault.None())
                : new Fault.None());
    return new Stores(
        real.requests(),
        noticed.stores().runs(),
        chunks,
        real.workers(),
        real.steering(),
        real.queries(),
        real.waits(),
        real.registers());
  }

  private void runs() {
    TaskId task = fixture.tasks.request(TYPE.with("x")).id();
    fixture.engine.start();
    await().until(() -> fixture.status(task) == TaskStatus.SUCCEEDED);
    fixture.engine.stop(Duration.ofSeconds(10));
  }

  @AfterEach
  void everyItemWasProcessedOnce() {
    assertThat(chunks.cutOff).isTrue();
    assertThat(committed)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, LAST).boxed().toList());
  }

  @Test
  void what_it_did_is_not_done_again_by_another_chunk() {
    next = Optional.of(new IllegalStateException("a bad item, it seems"));

    runs();
  }

  @Test
  void nobody_is_told_of_an_end_that_was_not_stored() {
    next = Optional.of(new StoreException(StoreException.Kind.PERMANENT, "no such table"));

    runs();

    assertThat(told).containsExactly(TaskStatus.SUCCEEDED);
  }
}
