package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.CountingWalk;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Items walked in chunks from a cursor. */
abstract class ChunkRows extends Rows {

  private static final int FIRST_SIZE = 64;
  private static final String TABLE = "row_30";

  private final List<Integer> done = new CopyOnWriteArrayList<>();
  private final List<Integer> sizes = new CopyOnWriteArrayList<>();

  ChunkRows(RowStore store) {
    super(store);
  }

  /** What becomes of a chunk before its items count as done. */
  private interface Meets {
    void chunk(List<Integer> items) throws Exception;
  }

  /** Walks the numbers from 1 to a limit. */
  private final class Numbers extends CountingWalk {
    private final Meets meets;

    private Numbers(Meets meets) {
      this.meets = meets;
    }

    @Override
    public void process(Integer limit, List<Integer> items, ChunkContext context) throws Exception {
      sizes.add(items.size());
      meets.chunk(items);
      done.addAll(items);
    }

    @Override
    public OptionalLong total(Integer limit) {
      return OptionalLong.of(limit);
    }
  }

  private ActionDefinition<Integer> walk(Meets meets) {
    return ActionDefinition.of("walk", new Numbers(meets))
        .retry(RetryPolicy.fixed(3, Duration.ZERO));
  }

  private TaskDefinition<Integer> task(TaskType<Integer> type, ActionDefinition<Integer> action) {
    return TaskDefinition.of(type).then(action);
  }

  @Test
  void row_27_the_cursor_is_stored_with_each_chunk_and_nothing_done_is_done_again() {
    TaskType<Integer> type = type("numbers", Integer.class);
    AtomicInteger chunks = new AtomicInteger();
    Stint stint =
        host(
            task(
                type,
                walk(
                    items -> {
                      if (chunks.incrementAndGet() == 3) {
                        throw new IOException("the line was cut");
                      }
                    })));

    TaskId task = stint.tasks().request(type.with(1_000)).id();
    passUntil(stint, task, TaskStatus.SUCCEEDED);

    assertThat(done).hasSize(1_000).isSorted().doesNotHaveDuplicates();
    assertThat(row(stint, task).progress().percent()).isEqualTo(100);
    assertThat(row(stint, task).progress().done()).isEqualTo(1_000);
  }

  @Test
  void row_28_quick_chunks_grow_and_slow_chunks_shrink() {
    TaskType<Integer> quick = type("quick", Integer.class);
    TaskType<Integer> slow = type("slow", Integer.class);
    Duration tiny = Duration.ofMillis(2);
    Stint stint =
        host(
            task(quick, walk(items -> {}).chunkTarget(Duration.ofMinutes(1))),
            task(slow, walk(items -> pastTwice(tiny)).chunkTarget(tiny)));

    stint.tasks().request(quick.with(1_000));
    pass(stint);
    assertThat(sizes).startsWith(FIRST_SIZE, 2 * FIRST_SIZE, 4 * FIRST_SIZE);

    sizes.clear();
    stint.tasks().request(slow.with(130));
    pass(stint);
    assertThat(sizes).startsWith(FIRST_SIZE, FIRST_SIZE / 2, FIRST_SIZE / 4, FIRST_SIZE / 8);
  }

  private static void pastTwice(Duration target) {
    long began = System.nanoTime();
    Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> System.nanoTime() - began > 3 * target.toNanos());
  }

  @Test
  void row_29_a_bad_item_is_found_and_set_aside_and_the_others_are_done() {
    TaskType<Integer> type = type("numbers", Integer.class);
    Stint stint =
        host(
            task(
                type,
                walk(
                    items -> {
                      if (items.contains(77)) {
                        throw new IllegalArgumentException("no such row");
                      }
                    })));

    TaskId task = stint.tasks().request(type.with(300)).id();
    pass(stint);

    assertThat(status(stint, task)).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(run(stint, task).attempt()).isZero();
    assertThat(done).hasSize(299).doesNotContain(77).doesNotHaveDuplicates();
    assertThat(stint.ask().setAside(task, 10, 0))
        .extracting(SetAside::item, SetAside::reason)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("77", "no such row"));
  }

  /** Adds what it processes to a table of the host's, in the chunk's own transaction. */
  private final class Adding implements ChunkedAction<Integer, Integer, Integer> {
    private final Numbers numbers = new Numbers(items -> {});

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer limit, Optional<Integer> after, int size) {
      return numbers.next(limit, after, size);
    }

    @Override
    public void process(Integer limit, List<Integer> items, ChunkContext context) throws Exception {
      Connection connection = context.transaction(Connection.class);
      try (PreparedStatement add =
          connection.prepareStatement("insert into " + TABLE + " values (?)")) {
        for (Integer item : items) {
          add.setInt(1, item);
          add.executeUpdate();
        }
      }
      if (done.isEmpty() && items.contains(65)) {
        done.add(0);
        throw new IOException("the line was cut before the commit");
      }
    }

    @Override
    public boolean atomic() {
      return true;
    }
  }

  @Test
  @RefusedWithoutTransactions
  void row_30_a_chunk_commits_with_its_checkpoint_and_listeners_hear_of_it_afterwards()
      throws Exception {
    TaskType<Integer> type = type("adding", Integer.class);
    List<String> heard = new CopyOnWriteArrayList<>();
    TaskDefinition<Integer> adding =
        task(
            type,
            ActionDefinition.of("add", new Adding()).retry(RetryPolicy.fixed(3, Duration.ZERO)));
    Stint.Builder builder =
        Stint.on(seat.stores(), seat.mutexes())
            .config(CONFIG)
            .onCommit(chunk -> heard.addAll(chunk.items()))
            .define(adding);
    if (seat.jdbcUrl().isEmpty()) {
      refused(builder::build, "atomic chunks");
      return;
    }
    try (Connection connection = seat.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table " + TABLE + " (item integer)");
      Stint stint = builder.build();
      TaskId task = stint.tasks().request(type.with(130)).id();
      passUntil(stint, task, TaskStatus.SUCCEEDED);

      try (ResultSet sum = statement.executeQuery("select count(*), sum(item) from " + TABLE)) {
        assertThat(sum.next()).isTrue();
        assertThat(sum.getInt(1)).isEqualTo(130);
        assertThat(sum.getInt(2)).isEqualTo(130 * 131 / 2);
      }
      assertThat(done).as("one chunk was rolled back").isNotEmpty();
      assertThat(heard).hasSize(130).doesNotHaveDuplicates();
    }
  }
}
