package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class MariadbMovedMeanwhileTest extends JdbcMovedMeanwhileContract {

  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }

  @Override
  DataSource server() {
    return MariadbFixture.server();
  }

  @Override
  int waiting() {
    return MariadbFixture.waiting();
  }
}
