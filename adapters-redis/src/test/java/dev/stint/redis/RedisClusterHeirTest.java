package dev.stint.redis;

import dev.stint.application.contract.HeirContract;
import dev.stint.application.contract.StoreFixture;

class RedisClusterHeirTest extends HeirContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.cluster();
  }
}
