package dev.stint.redis;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.WorkerStoreContract;

class RedisWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
