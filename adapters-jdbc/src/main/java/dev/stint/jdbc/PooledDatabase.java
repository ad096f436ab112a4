package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** A database over the host's own pool, as its dialect says. */
final class PooledDatabase implements Database {

  private static final int AGAIN = 20;

  /** As long as databases wait for a lock. */
  private static final Duration TURN = Duration.ofSeconds(20);

  private final Dialect dialect;
  private final HostConnections connections;
  private final HostChunks chunks;
  private final Jdbi jdbi;
  private final Statements statements;
  private final Clock clock;
  private final WriteTurns turns = new WriteTurns(TURN);

  PooledDatabase(DataSource dataSource, Dialect dialect) {
    this.dialect = dialect;
    this.connections = new HostConnections(dataSource, dialect.needs());
    this.chunks = new HostChunks(connections);
    this.jdbi = Jdbis.over(chunks);
    this.jdbi.registerArgument(new UuidBinding(dialect));
    this.statements = Statements.of(dialect);
    this.clock = dialect.now().map(this::server).orElse(Clock.MACHINE);
  }

  private Clock server(String now) {
    return new ServerClock(
        () -> ask(handle -> ServerClock.ask(handle.getConnection(), now)),
        connection -> ServerClock.ask(connection, now),
        System::nanoTime);
  }

  @Override
  public Statements statements() {
    return statements;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public long timeWithoutTables() {
    Jdbi bare = Jdbis.over(connections.unmigrated());
    return dialect
        .now()
        .map(now -> bare.withHandle(handle -> ServerClock.ask(handle.getConnection(), now)))
        .orElseGet(Clock.MACHINE::micros);
  }

  @Override
  public boolean oneWriter() {
    return connections.oneWriter();
  }

  @Override
  public <T> T inTurn(Callable<T> work) throws Exception {
    return connections.oneWriter() ? turns.in(work) : work.call();
  }

  /** Stint's own work, which may run again from the beginning. */
  @Override
  public <T> T write(Work<T> work) throws Exception {
    for (int left = AGAIN; ; left--) {
      try {
        return inTurn(() -> jdbi.withHandle(handle -> retried(handle, work)));
      } catch (Exception e) {
        if (left == 0 || !dialect.meets(e)) {
          throw e;
        }
      }
    }
  }

  @Override
  public <T> T single(Work<T> work) {
    try {
      return inTurn(() -> read(work));
    } catch (Exception e) {
      if (dialect.meets(e)) {
        return change(work);
      }
      throw Failures.of(e);
    }
  }

  @Override
  public <T> T chunk(Work<T> work) throws Exception {
    return inTurn(() -> jdbi.withHandle(handle -> inTransaction(handle, work)));
  }

  private <T> T retried(Handle handle, Work<T> work) throws Exception {
    return handle.isInTransaction()
        ? work.in(handle)
        : Deadlocks.retry(() -> inTransaction(handle, work));
  }

  private <T> T inTransaction(Handle handle, Work<T> work) throws Exception {
    return handle.isInTransaction()
        ? work.in(handle)
        : handle.inTransaction(h -> HalfDone.in(opened(h), work));
  }

  @Override
  public <T> T chunkOn(Connection hosts, Work<T> work) throws Exception {
    return chunks.on(hosts, jdbi, this::opened, work);
  }

  private Handle opened(Handle handle) {
    dialect.opening().ifPresent(handle::execute);
    return handle;
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    return jdbi.withHandle(work::in);
  }

  @Override
  public <T> T view(Work<T> work) throws Exception {
    Optional<String> first = dialect.openingView();
    return jdbi.withHandle(
        handle -> {
          if (handle.isInTransaction()) {
            return work.in(handle);
          }
          return first.isEmpty()
              ? handle.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, work::in)
              : handle.inTransaction(
                  h -> {
                    h.execute(first.get());
                    return work.in(h);
                  });
        });
  }

  @Override
  public List<String> warnings(Handle handle) throws SQLException {
    return connections.warnings(handle.getConnection());
  }

  @Override
  public Optional<String> silent(Throwable error, Duration took) {
    return dialect.silent(this, error, took);
  }
}
