package dev.stint.redis;

import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.spi.Wakeups;

class RedisClusterWakeupsTest extends WakeupsContract {
  @Override
  protected Wakeups open() {
    return new RedisWakeups(Servers.cluster(), "stint");
  }
}
