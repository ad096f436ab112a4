package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.CommitListener;
import dev.stint.application.api.extend.CommitListener.Committed;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows 72 and 30: chunks that only show what they would do, and who hears of those that commit. */
class SimulateTest {

  private static final TaskType<String> TYPE = TaskType.of("test", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);

  /** The user's table. */
  private final List<Integer> table = new ArrayList<>();

  private final List<Committed> committed = new ArrayList<>();

  /** Writes the numbers 0 to 99 into the table, and requests a task for each chunk. */
  private static final class Numbers implements ChunkedAction<String, Integer, Integer> {
    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public boolean atomic() {
      return true;
    }

    @Override
    public Chunk<Integer, Integer> next(String args, Optional<Integer> after, int size) {
      int from = after.orElse(0);
      int to = Math.min(100, from + size);
      return new Chunk<>(IntStream.range(from, to).boxed().toList(), to, to == 100);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void process(String args, List<Integer> items, ChunkContext context) {
      context.transaction(List.class).addAll(items);
      context.message(Message.Level.INFO, "would write " + items.size());
      context.action().request(CHILD.with("of " + items.size()));
    }

    @Override
    public OptionalLong total(String args) {
      return OptionalLong.of(100);
    }
  }

  /** A store with transactions on the user's table. */
  private UnaryOperator<Stores> transactional() {
    return s ->
        new Stores(
            s.requests(),
            s.runs(),
            new Transactional(s.chunks()),
            s.workers(),
            s.steering(),
            s.queries());
  }

  /** Adds what was written in the open transaction once it committed. */
  private final class Transactional implements ChunkStore {
    private final ChunkStore inner;

    Transactional(ChunkStore inner) {
      this.inner = inner;
    }

    @Override
    public List<Class<?>> transactionKinds() {
      return List.of(List.class);
    }

    @Override
    public CheckpointResult inChunk(Work work) {
      List<Integer> open = new ArrayList<>();
      CheckpointResult checked = inner.inChunk(session -> work.in(new Open(session, open)));
      table.addAll(open);
      return checked;
    }
  }

  private record Open(ChunkStore.Session inner, List<Integer> open) implements ChunkStore.Session {
    @Override
    public <T> T as(Class<T> kind) {
      return kind.cast(open);
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      return inner.insert(tasks);
    }
  }

  private EngineFixture rig() {
    List<TaskDefinition<?>> definitions =
        List.of(
            TaskDefinition.of(TYPE).then(ActionDefinition.of("numbers", new Numbers()).simulates()),
            TaskDefinition.of(CHILD, (args, context) -> StepOutcome.done()));
    return new EngineFixture(
        EngineFixture.CONFIG,
        definitions,
        TaskObserver.NONE,
        transactional(),
        m -> m,
        HostExtensions.NONE.with((CommitListener) committed::add));
  }

  private static List<String> messages(EngineFixture fixture, TaskId id) {
    return fixture.reference.queries().messages(id).stream().map(n -> n.message().text()).toList();
  }

  @Test
  void row_72_a_simulated_chunk_rolls_back_and_reports_what_it_would_do() {
    EngineFixture fixture = rig();
    TaskId id = fixture.tasks.request(TYPE.with("x").simulated()).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.status(id)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(table).isEmpty();
    assertThat(fixture.row(id).progress().done()).isEqualTo(100);
    assertThat(messages(fixture, id))
        .startsWith("simulated: would request a task of type child with of 64", "would write 64");
  }

  @Test
  void row_72_what_a_simulated_task_would_request_is_not_stored_and_nobody_hears_of_a_commit() {
    EngineFixture fixture = rig();
    fixture.tasks.request(TYPE.with("x").simulated());

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(fixture.rows(CHILD)).isEmpty();
    assertThat(committed).isEmpty();
  }

  @Test
  void row_72_the_same_task_in_earnest_writes() {
    EngineFixture fixture = rig();
    fixture.tasks.request(TYPE.with("x"));

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(table).hasSize(100);
    assertThat(fixture.rows(CHILD)).isNotEmpty();
  }

  @Test
  void row_30_listeners_hear_of_each_chunk_with_its_items_after_it_committed() {
    EngineFixture fixture = rig();
    TaskId id = fixture.tasks.request(TYPE.with("x")).id();

    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(committed)
        .allSatisfy(
            c -> {
              assertThat(c.task()).isEqualTo(id);
              assertThat(c.type()).isEqualTo(TYPE.name());
              assertThat(c.action()).isEqualTo("numbers");
            });
    assertThat(committed.stream().flatMap(c -> c.items().stream()))
        .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(String::valueOf).toList());
  }

  @Test
  void row_72_only_actions_that_declare_it_simulate() {
    TaskDefinition<String> two =
        TaskDefinition.of(TYPE)
            .then(
                ActionDefinition.<String>of("safe", (args, context) -> StepOutcome.done())
                    .simulates())
            .then(ActionDefinition.of("rash", (args, context) -> StepOutcome.done()));
    EngineFixture fixture = new EngineFixture(List.of(two));

    assertThatThrownBy(() -> fixture.tasks.request(TYPE.with("x").simulated()))
        .isInstanceOf(RefusedException.class)
        .hasMessage("action 'rash' of test cannot simulate; only actions that declare it can");
    assertThat(fixture.tasks.request(TYPE.with("x").plan(List.of("safe")).simulated()).isNew())
        .isTrue();
  }

  @Test
  void row_72_a_plain_action_sees_that_it_is_to_simulate() {
    List<Boolean> seen = new ArrayList<>();
    TaskDefinition<String> plain =
        TaskDefinition.of(TYPE)
            .then(
                ActionDefinition.<String>of(
                        "a",
                        (args, context) -> {
                          seen.add(context.simulate());
                          return StepOutcome.done();
                        })
                    .simulates());
    EngineFixture fixture = new EngineFixture(List.of(plain));
    fixture.tasks.request(TYPE.with("x").simulated());
    fixture.engine.runBatch(Duration.ofSeconds(60));

    assertThat(seen).containsExactly(true);
  }
}
