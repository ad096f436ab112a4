package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class PostgresTransactionTest extends JdbcTransactionContract {
  @Override
  protected StoreFixture open() throws Exception {
    makeTable();
    return new PostgresFixture();
  }

  @Override
  DataSource users() {
    return PostgresFixture.server();
  }
}
