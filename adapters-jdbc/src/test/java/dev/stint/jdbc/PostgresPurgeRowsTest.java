package dev.stint.jdbc;

import dev.stint.application.contract.PurgeRowsContract;

class PostgresPurgeRowsTest extends PurgeRowsContract {
  @Override
  protected Orders open() {
    return new TableOfOrders(PostgresFixture.server(), "timestamp");
  }
}
