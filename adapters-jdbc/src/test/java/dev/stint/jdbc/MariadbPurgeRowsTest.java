package dev.stint.jdbc;

import dev.stint.application.contract.PurgeRowsContract;

class MariadbPurgeRowsTest extends PurgeRowsContract {
  @Override
  protected Orders open() {
    return new TableOfOrders(MariadbFixture.server(), "datetime");
  }
}
