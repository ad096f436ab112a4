package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class PostgresMovedMeanwhileTest extends JdbcMovedMeanwhileContract {

  @Override
  protected StoreFixture open() {
    return new PostgresFixture();
  }

  @Override
  DataSource server() {
    return PostgresFixture.server();
  }

  @Override
  int waiting() {
    return PostgresFixture.waiting();
  }
}
