package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class SqliteTransactionTest extends JdbcTransactionContract {

  private final SqliteFixture opened = new SqliteFixture();

  @Override
  protected StoreFixture open() throws Exception {
    makeTable();
    return opened;
  }

  @Override
  DataSource users() {
    return SqliteDatabase.dataSource(opened.url());
  }
}
