package dev.stint.jdbc;

import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.spi.Wakeups;

class PostgresWakeupsTest extends WakeupsContract {
  @Override
  protected Wakeups open() {
    return new JdbcWakeups(PostgresFixture.server());
  }
}
