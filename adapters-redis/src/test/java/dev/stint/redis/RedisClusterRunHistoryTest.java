package dev.stint.redis;

import dev.stint.application.contract.RunHistoryContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterRunHistoryTest extends RunHistoryContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
