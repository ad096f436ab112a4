package dev.stint.jdbc;

import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** PostgreSQL over the host's own pool. */
final class PostgresDatabase implements Database {

  private static final String NOW =
      "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";

  private final Jdbi jdbi;
  private final Statements statements = new Statements("postgresql");
  private final Bulk bulk = new PostgresBulk(statements);
  private final Clock clock;
  private final String opening;

  /**
   * @param idleLimit how long a transaction may lie idle before the server ends it
   */
  PostgresDatabase(DataSource dataSource, Duration idleLimit) {
    this.jdbi = Jdbi.create(dataSource);
    this.jdbi.registerArrayType(UUID.class, "uuid");
    this.jdbi.registerArrayType(Long.class, "bigint");
    this.jdbi.registerArrayType(Integer.class, "integer");
    this.jdbi.registerArrayType(String.class, "text");
    this.opening =
        "set transaction isolation level read committed; "
            + "set local idle_in_transaction_session_timeout = "
            + idleLimit.toMillis();
    this.clock =
        new ServerClock(
            () -> ask(h -> h.createQuery(NOW).mapTo(Long.class).one()), System::nanoTime);
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
  public Bulk bulk() {
    return bulk;
  }

  @Override
  public boolean oneWriter() {
    return false;
  }

  /**
   * In one round trip more than the work: to let Jdbi set the isolation level is to ask the server
   * for it four times.
   */
  @Override
  public <T> T write(Work<T> work) throws Exception {
    return jdbi.inTransaction(h -> work.in(opened(h)));
  }

  /**
   * Lets the server end the transaction if this process stops inside it: its row locks would keep
   * the tasks from every other worker.
   */
  private Handle opened(Handle handle) {
    handle.execute(opening);
    return handle;
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    return jdbi.withHandle(work::in);
  }
}
