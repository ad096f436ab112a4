package dev.stint.redis;

import dev.stint.application.contract.StoreContracts;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WakeupsContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Every contract of Redis, on one server. */
class RedisContractsTest extends StoreContracts {

  @Override
  protected StoreFixture store() {
    return RedisFixture.single();
  }

  @Nested
  @Tag("Wakeups")
  class Wakeups extends WakeupsContract {
    @Override
    protected dev.stint.application.spi.Wakeups open() {
      return new RedisWakeups(Servers.single(), "stint");
    }
  }
}
