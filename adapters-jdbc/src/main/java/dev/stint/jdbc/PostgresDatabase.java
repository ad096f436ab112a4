package dev.stint.jdbc;

import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** PostgreSQL over the host's own pool. */
final class PostgresDatabase implements Database {

  private static final String NOW =
      "select (extract(epoch from clock_timestamp()) * 1000000)::bigint";

  private final Jdbi jdbi;
  private final Statements statements = new Statements("postgresql");
  private final Clock clock;
  private final Duration chunkLimit;

  /**
   * @param chunkLimit how long a chunk's transaction may lie idle before the server ends it
   */
  PostgresDatabase(DataSource dataSource, Duration chunkLimit) {
    this.jdbi = Jdbi.create(dataSource);
    this.jdbi.registerArrayType(UUID.class, "uuid");
    this.jdbi.registerArrayType(Long.class, "bigint");
    this.jdbi.registerArrayType(Integer.class, "integer");
    this.jdbi.registerArrayType(String.class, "text");
    this.chunkLimit = chunkLimit;
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
  public boolean arrays() {
    return true;
  }

  @Override
  public <T> T write(Work<T> work) throws Exception {
    return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::in);
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    return jdbi.withHandle(work::in);
  }

  @Override
  public void prepareChunk(Handle handle) {
    handle
        .createQuery("select set_config('idle_in_transaction_session_timeout', :limit, true)")
        .bind("limit", String.valueOf(chunkLimit.toMillis()))
        .mapTo(String.class)
        .one();
  }
}
