package dev.stint.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** MariaDB or MySQL over the host's own pool. */
final class MysqlDatabase implements Database {

  /** In UTC: an hour of the session's zone comes twice a year. */
  private static final String NOW =
      "select timestampdiff(microsecond, timestamp('1970-01-01 00:00:00'), utc_timestamp(6))";

  /**
   * Of this transaction only, which begins with the statement after it. Read committed: the gap
   * locks of the server's default would hold up what inserts beside.
   */
  private static final String OPENING =
      "set transaction isolation level read committed, read write";

  private final HostConnections connections;
  private final Jdbi jdbi;
  private final Statements statements = new Statements("mysql");
  private final DialectOperations operations = new MysqlOperations(statements);
  private final Clock clock;

  MysqlDatabase(DataSource dataSource) {
    this.connections = new HostConnections(dataSource, new MysqlNeeds());
    this.jdbi = Jdbi.create(connections);
    this.jdbi.registerArgument(new UuidBinding());
    this.clock =
        new ServerClock(() -> ask(MysqlDatabase::now), MysqlDatabase::now, System::nanoTime);
  }

  private static long now(Handle handle) {
    return handle.createQuery(NOW).mapTo(Long.class).one();
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
  public DialectOperations bulk() {
    return operations;
  }

  @Override
  public boolean oneWriter() {
    return false;
  }

  @Override
  public <T> T write(Work<T> work) throws Exception {
    return jdbi.withHandle(
        handle -> {
          if (handle.isInTransaction()) {
            return work.in(handle);
          }
          return handle.inTransaction(
              h -> {
                h.execute(OPENING);
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
    return Failures.disconnected(error) ? limit(took) : Optional.empty();
  }

  /**
   * MariaDB closes the connection and says nothing: told by a server that was up all the while,
   * with a limit that is over.
   */
  private Optional<String> limit(Duration took) {
    try {
      return read(
          handle -> {
            long limit = variable(handle, "show variables like 'idle_transaction_timeout'");
            long up = variable(handle, "show global status like 'uptime'");
            boolean over = limit > 0 && took.toSeconds() >= limit && up > took.toSeconds();
            return over
                ? Optional.of(Silence.words(Duration.ofSeconds(limit), "idle_transaction_timeout"))
                : Optional.empty();
          });
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  /** 0 where the server does not know it, as MySQL. */
  private static long variable(Handle handle, String show) {
    return handle.createQuery(show).map((rs, c) -> rs.getLong(2)).findFirst().orElse(0L);
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    return jdbi.withHandle(work::in);
  }
}
