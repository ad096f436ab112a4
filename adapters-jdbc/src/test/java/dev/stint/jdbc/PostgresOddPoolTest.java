package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** What writes, over a pool that sets all that can be set another way. */
class PostgresOddPoolTest extends WritingContracts {

  @Override
  StoreFixture store() {
    return OddPools.postgres();
  }

  @Nested
  class Transaction extends JdbcTransactionContract {
    @Override
    protected StoreFixture open() throws Exception {
      makeTable();
      return store();
    }

    @Override
    DataSource users() {
      return PostgresFixture.server();
    }
  }
}
