package dev.stint.redis;

import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.spi.Wakeups;

class RedisWakeupsTest extends WakeupsContract {
  @Override
  protected Wakeups open() {
    return new RedisWakeups(Servers.single(), "stint");
  }
}
