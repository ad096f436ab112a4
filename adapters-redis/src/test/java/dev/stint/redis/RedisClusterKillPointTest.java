package dev.stint.redis;

import dev.stint.application.contract.KillPointContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterKillPointTest extends KillPointContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
