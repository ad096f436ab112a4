package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class MariadbTransactionTest extends JdbcTransactionContract {
  @Override
  protected StoreFixture open() throws Exception {
    makeTable();
    return new MariadbFixture();
  }

  @Override
  DataSource users() {
    return MariadbFixture.server();
  }
}
