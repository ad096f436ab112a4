package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import javax.sql.DataSource;

class MariadbTurnTest extends JdbcTurnContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }

  @Override
  DataSource users() {
    return MariadbFixture.server();
  }
}
