package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class H2MovedMeanwhileTest extends JdbcMovedMeanwhileContract {

  @Override
  protected StoreFixture open() {
    return new H2Fixture();
  }

  @Override
  DataSource server() {
    return H2Fixture.server();
  }

  @Override
  int waiting() {
    return H2Fixture.waiting();
  }
}
