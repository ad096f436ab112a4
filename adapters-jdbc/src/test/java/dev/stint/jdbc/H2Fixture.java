package dev.stint.jdbc;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** One H2 in memory for all tests of this JVM, its tables emptied for each. */
final class H2Fixture extends JdbcFixture {

  private static final JdbcConnectionPool POOL = pool();

  H2Fixture() {
    super(JdbcStores.h2(POOL));
    empty();
  }

  private static JdbcConnectionPool pool() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:mem:stint-contracts;DB_CLOSE_DELAY=-1", "", "");
    pool.setMaxConnections(32);
    JdbcStores.h2(pool).migrate();
    return pool;
  }

  static DataSource server() {
    return POOL;
  }

  /** How many sessions wait for another's lock. */
  static int waiting() {
    return JdbcFixture.number(
        POOL, "select count(*) from information_schema.sessions where blocker_id is not null");
  }

  @Override
  public void close() {}
}
