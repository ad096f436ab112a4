package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows copied by one task in atomic chunks, of the size that Stint finds. */
final class StintChunks implements Peer {

  private static final TaskType<String> COPY = TaskType.of("copy", String.class);

  private final HikariDataSource pool;
  private final JdbcStores store;
  private @Nullable Stint stint;

  StintChunks(Arguments arguments) {
    this.pool = Pool.of(arguments);
    this.store = JdbcStores.postgresql(pool);
  }

  @Override
  public String about() {
    return "this build, one task of atomic chunks, " + Pool.about(pool);
  }

  @Override
  public void prepare() {
    store.migrate();
  }

  @Override
  public void fill(int from, int to) throws Exception {
    ChunkRows.fill(pool, to);
    try (Stint asking = stint(new Tally(0))) {
      asking.tasks().request(COPY.with("all"));
    }
  }

  @Override
  public void ask() {}

  @Override
  public void request(int number) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void work(Tally tally) {
    stint = stint(tally);
    stint.work().start();
  }

  private Stint stint(Tally tally) {
    return Stint.on(store).define(TaskDefinition.of(COPY, new Copying(tally))).build();
  }

  @Override
  public void close() throws Exception {
    if (stint != null) {
      stint.work().stop(Duration.ofSeconds(10));
      stint.close();
    }
    store.close();
    pool.close();
  }

  /** From one table to the other. */
  private final class Copying implements ChunkedAction<String, ChunkRows.Row, Long> {
    private final Tally tally;

    private Copying(Tally tally) {
      this.tally = tally;
    }

    @Override
    public Class<Long> cursorType() {
      return Long.class;
    }

    @Override
    public Chunk<ChunkRows.Row, Long> next(String all, Optional<Long> after, int size)
        throws SQLException {
      long from = after.orElse(-1L);
      try (Connection connection = pool.getConnection()) {
        List<ChunkRows.Row> rows = ChunkRows.next(connection, from, size);
        long to = rows.isEmpty() ? from : rows.get(rows.size() - 1).id();
        return new Chunk<>(rows, to, rows.size() < size);
      }
    }

    @Override
    public void process(String all, List<ChunkRows.Row> rows, ChunkContext context)
        throws SQLException {
      ChunkRows.copy(context.transaction(Connection.class), rows);
      rows.forEach(row -> tally.ran((int) row.id()));
    }

    @Override
    public boolean atomic() {
      return true;
    }
  }
}
