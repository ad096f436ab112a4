package dev.stint.redis;

import dev.stint.application.contract.OlderHistoryContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterOlderHistoryTest extends OlderHistoryContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
