package dev.stint.redis;

import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WakeupsContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every contract of Redis, on three masters. */
class RedisClusterContractsTest extends StoreContracts {

  @Override
  protected StoreFixture store() {
    return RedisFixture.cluster();
  }

  @Nested
  @Tag("Wakeups")
  class Wakeups extends WakeupsContract {
    @Override
    protected dev.stint.application.spi.Wakeups open() {
      return new RedisWakeups(Servers.cluster(), "stint");
    }
  }
}
