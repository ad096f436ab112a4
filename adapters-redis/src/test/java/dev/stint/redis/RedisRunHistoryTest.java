package dev.stint.redis;

import dev.stint.application.contract.RunHistoryContract;
import dev.stint.application.contract.StoreFixture;

class RedisRunHistoryTest extends RunHistoryContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
