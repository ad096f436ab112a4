package dev.stint.jdbc;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** MariaDB or MySQL over the host's own pool. */
final class MysqlDatabase implements Database {

  private static final String NOW = "select cast(unix_timestamp(now(6)) * 1000000 as signed)";

  private final Jdbi jdbi;
  private final Statements statements = new Statements("mysql");
  private final Bulk bulk = new MysqlBulk(statements);
  private final Clock clock;

  MysqlDatabase(DataSource dataSource) {
    this.jdbi = Jdbi.create(dataSource);
    this.jdbi.registerArgument(new UuidBinding());
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

  /** Read committed: the gap locks of the server's default would hold up what inserts beside. */
  @Override
  public <T> T write(Work<T> work) throws Exception {
    return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::in);
  }

  @Override
  public <T> T read(Work<T> work) throws Exception {
    return jdbi.withHandle(work::in);
  }
}
