package dev.stint.redis;

import dev.stint.application.contract.SerialKeyContract;
import dev.stint.application.contract.StoreFixture;

class RedisSerialKeyTest extends SerialKeyContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
