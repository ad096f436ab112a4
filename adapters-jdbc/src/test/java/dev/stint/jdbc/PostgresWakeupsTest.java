package dev.stint.jdbc;

import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.spi.Wakeups;
import java.time.Duration;

class PostgresWakeupsTest extends WakeupsContract {
  @Override
  protected Wakeups open() {
    return new JdbcWakeups(new PostgresDatabase(PostgresFixture.server(), Duration.ofSeconds(5)));
  }
}
