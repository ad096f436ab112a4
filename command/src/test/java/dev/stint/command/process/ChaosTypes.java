package dev.stint.command.process;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.bootstrap.Stint;
import dev.stint.command.store.OpenStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.RetryPolicy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The mixed tasks of the chaos test. Every run of user code is written to the book. */
final class ChaosTypes {

  static final Duration LEASE = Duration.ofSeconds(2);
  static final TaskType<String> LINK = TaskType.of("link", String.class);
  static final TaskType<String> FEW = TaskType.of("few", String.class);
  static final TaskType<String> TICK = TaskType.of("tick", String.class);
  static final TaskType<String> PARENT = TaskType.of("parent", String.class);
  static final TaskType<String> CHILD = TaskType.of("child", String.class);
  static final TaskType<String> CHUNKS = TaskType.of("chunks", String.class);
  static final int LIMIT = 2;
  static final int CHILDREN = 3;
  static final int ITEMS = 40;

  private static final Payload HALF = Payload.of("half");

  private ChaosTypes() {}

  /** A Stint on the store; {@code atomic} where chunks and their effects are one commit. */
  static Stint stint(OpenStore store, ChaosBook book, boolean atomic, Duration lease) {
    return Stint.on(store.stores(), new InMemoryMutexes(InstantSource.system()))
        .config(Config.DEFAULT.lease(lease).poll(Duration.ofMillis(200)).parallelism(8))
        .observer(new Losses(book))
        .define(TaskDefinition.of(LINK, (name, context) -> link(name, context, book)))
        .define(TaskDefinition.of(FEW, (name, context) -> ran(name, context, book)).limit(LIMIT))
        .define(TaskDefinition.of(TICK, (name, context) -> ran(name, context, book)))
        .define(TaskDefinition.of(CHILD, (name, context) -> ran(name, context, book)))
        .define(TaskDefinition.of(PARENT, (name, context) -> parent(name, context, book)))
        .define(TaskDefinition.of(CHUNKS).then(ActionDefinition.of("walk", new Walk(book, atomic))))
        .build();
  }

  /** Attempts are no matter here, so none gives up. */
  static Request<String> endless(Request<String> request) {
    return request.retry(RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMillis(200)));
  }

  private static StepOutcome link(String name, ActionContext context, ChaosBook book) {
    book.write(ChaosBook.BEGAN, name);
    began(context, book);
    if (context.cursor().isNone()) {
      LockSupport.parkNanos(2_000_000);
      context.checkpoint(HALF);
    }
    LockSupport.parkNanos(2_000_000);
    book.write(ChaosBook.ENDED, name);
    return StepOutcome.done();
  }

  private static StepOutcome ran(String name, ActionContext context, ChaosBook book) {
    began(context, book);
    book.write(ChaosBook.ENDED, name);
    return StepOutcome.done();
  }

  /** Writes down when this process's worker was declared lost. */
  private record Losses(ChaosBook book) implements TaskObserver {
    @Override
    public void leaseLost() {
      book.write(ChaosBook.LOST, "a worker");
    }
  }

  private static void began(ActionContext context, ChaosBook book) {
    book.write(ChaosBook.FENCE, context.task() + " " + context.fence().value());
  }

  /** Its children have keys, for it may ask twice: outside a chunk a request is at least once. */
  private static StepOutcome parent(String name, ActionContext context, ChaosBook book) {
    began(context, book);
    for (int i = 0; i < CHILDREN; i++) {
      String child = name + " child " + i;
      context.request(endless(CHILD.with(child)).key(child, IdempotencyKey.Scope.ALWAYS));
    }
    return StepOutcome.done();
  }

  /**
   * Walks the items; where chunks are atomic, each chunk writes its effects and asks for a child.
   */
  private record Walk(ChaosBook book, boolean atomic)
      implements ChunkedAction<String, Integer, Integer> {

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(String name, Optional<Integer> after, int size) {
      int first = after.orElse(-1) + 1;
      int end = Math.min(ITEMS, first + Math.min(size, ITEMS / 4));
      return new Chunk<>(IntStream.range(first, end).boxed().toList(), end - 1, end == ITEMS);
    }

    @Override
    public void process(String name, List<Integer> items, ChunkContext context) throws Exception {
      for (int item : items) {
        book.write(ChaosBook.ENDED, name + " item " + item);
      }
      if (atomic) {
        insert(context.transaction(Connection.class), name, items);
        for (int item : items) {
          if (item % (ITEMS / 4) == 0) {
            context.action().request(endless(CHILD.with(name + " child " + item)));
          }
        }
      }
      LockSupport.parkNanos(2_000_000);
    }

    private static void insert(Connection connection, String name, List<Integer> items)
        throws SQLException {
      try (PreparedStatement insert =
          connection.prepareStatement("insert into chaos_effect (task, item) values (?, ?)")) {
        for (int item : items) {
          insert.setString(1, name);
          insert.setInt(2, item);
          insert.addBatch();
        }
        insert.executeBatch();
      }
    }
  }
}
