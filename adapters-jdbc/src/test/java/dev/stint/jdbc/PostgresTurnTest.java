package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class PostgresTurnTest extends JdbcTurnContract {
  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }

  @Override
  DataSource users() {
    return PostgresFixture.server();
  }
}
