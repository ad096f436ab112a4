package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class SqliteTurnTest extends JdbcTurnContract {

  private final SqliteFixture opened = new SqliteFixture();

  @Override
  protected StoreFixture open() {
    return opened;
  }

  @Override
  DataSource users() {
    return SqliteDatabase.dataSource(opened.url());
  }
}
