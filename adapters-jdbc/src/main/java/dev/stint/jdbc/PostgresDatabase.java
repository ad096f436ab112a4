package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** PostgreSQL over the host's own pool. */
final class PostgresDatabase implements Database {

  private static final String IDLE_ENDED = "25P03";
  private static final String STANDBY = "0A000";

  private final PostgresNeeds needs = new PostgresNeeds();
  private final HostConnections connections;
  private final HostChunks chunks;
  private final Jdbi jdbi;
  private final Statements statements = Statements.of(Dialects.POSTGRESQL);
  private final Clock clock;
  private final Duration idleLimit;
  private final String opening;

  /**
   * @param idleLimit how long a transaction may lie idle before the server ends it
   */
  PostgresDatabase(DataSource dataSource, Duration idleLimit) {
    this.connections = new HostConnections(dataSource, needs);
    this.chunks = new HostChunks(connections);
    this.jdbi = Jdbis.over(chunks);
    this.jdbi.registerArrayType(UUID.class, "uuid");
    this.jdbi.registerArrayType(Long.class, "bigint");
    this.jdbi.registerArrayType(Integer.class, "integer");
    this.jdbi.registerArrayType(String.class, "text");
    this.idleLimit = idleLimit;
    this.opening =
        PostgresTransactions.PLAIN
            + "; set local idle_in_transaction_session_timeout = "
            + idleLimit.toMillis();
    this.clock =
        new ServerClock(
            () -> ask(handle -> now(handle.getConnection())),
            PostgresDatabase::now,
            System::nanoTime);
  }

  private static long now(Connection connection) {
    return ServerClock.ask(connection, PostgresDialect.NOW);
  }

  HostConnections connections() {
    return connections;
  }

  /** Whether LISTEN would be heard: not through a pooler. */
  boolean listens() {
    return !needs.pooled();
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
    return Jdbis.over(connections.unmigrated()).withHandle(handle -> now(handle.getConnection()));
  }

  @Override
  public boolean oneWriter() {
    return false;
  }

  @Override
  public <T> T write(Work<T> work) throws Exception {
    String first = opening + "; " + PostgresTransactions.LIMIT;
    return joined(work, handle -> Deadlocks.retry(() -> transaction(handle, first, work)));
  }

  @Override
  public <T> T statement(Function<Connection, T> work) throws Exception {
    Connection connection = connections.openConnection();
    try {
      return work.apply(connection);
    } finally {
      connections.closeConnection(connection);
    }
  }

  @Override
  public Optional<EndableThreads> endable() {
    return connections.endable();
  }

  @Override
  public <T> T single(Work<T> work) {
    try {
      return read(work);
    } catch (Exception e) {
      if (Failures.standsInTheWay(e)) {
        return change(work);
      }
      throw Failures.of(e);
    }
  }

  @Override
  public <T> T look(Function<Connection, T> work) {
    try {
      return statement(work);
    } catch (Exception e) {
      throw Failures.of(e);
    }
  }

  /** The user's statements keep the host's limit. */
  @Override
  public <T> T chunk(Work<T> work) throws Exception {
    return joined(work, handle -> transaction(handle, opening, work));
  }

  @Override
  public <T> T chunkOn(Connection hosts, Work<T> work) throws Exception {
    return chunks.on(hosts, jdbi, handle -> opened(handle, opening), work);
  }

  /** In the transaction that this thread is in, else in one of its own. */
  private <T> T joined(Work<T> work, Work<T> alone) throws Exception {
    return jdbi.withHandle(handle -> handle.isInTransaction() ? work.in(handle) : alone.in(handle));
  }

  /**
   * In one round trip more than the work: to let Jdbi set the isolation level is to ask the server
   * for it four times.
   */
  private static <T> T transaction(Handle handle, String first, Work<T> work) throws Exception {
    return handle.inTransaction(h -> HalfDone.in(opened(h, first), work));
  }

  /**
   * Lets the server end the transaction if this process stops inside it: its row locks would keep
   * the tasks from every other worker.
   */
  private static Handle opened(Handle handle, String first) {
    try {
      handle.execute(first);
    } catch (RuntimeException e) {
      throw Failures.hasState(e, STANDBY) ? standby(e) : e;
    }
    return handle;
  }

  private static StoreException standby(Exception error) {
    return new StoreException(
        StoreException.Kind.TRANSIENT, "the database is a standby and takes no writes", error);
  }

  @Override
  public void send(Positional script, Map<String, Object> values, Answers answers) {
    Connection connection = connections.openConnection();
    try {
      connection.setAutoCommit(false);
      try {
        answered(connection, script, values, answers);
        connection.commit();
      } catch (Throwable e) {
        if (HalfDone.undo(connection)) {
          connection.setAutoCommit(true);
        }
        throw e;
      }
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException e) {
      throw Failures.hasState(e, STANDBY) ? standby(e) : Failures.of(e);
    } finally {
      connections.release(connection);
    }
  }

  /** The driver sends them all, and the beginning of their transaction, before it reads. */
  private static void answered(
      Connection connection, Positional script, Map<String, Object> values, Answers answers)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(script.text())) {
      script.bind(statement, values);
      boolean rows = statement.execute();
      for (int place = 0;
          rows || statement.getUpdateCount() >= 0;
          rows = statement.getMoreResults()) {
        if (rows) {
          answers.read(place++, statement.getResultSet());
        }
      }
    }
  }

  @Override
  public List<String> warnings(Handle handle) throws SQLException {
    List<String> found = new ArrayList<>(connections.warnings(handle.getConnection()));
    if (needs.pooled()) {
      found.add(
          "a pooler such as PgBouncer stands before the database: no hints between processes, work"
              + " is found by polling");
    }
    return found;
  }

  @Override
  public Optional<String> silent(Throwable error, Duration took) {
    return Failures.hasState(error, IDLE_ENDED)
        ? Optional.of(Silence.words(idleLimit, "idle_in_transaction_session_timeout"))
        : Optional.empty();
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    return jdbi.withHandle(work::in);
  }

  @Override
  public <T> T view(Work<T> work) throws Exception {
    String first = Dialects.POSTGRESQL.openingView().orElseThrow();
    return joined(work, handle -> transaction(handle, first, work));
  }
}
