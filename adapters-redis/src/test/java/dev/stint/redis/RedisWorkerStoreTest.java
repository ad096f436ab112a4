package dev.stint.redis;

import dev.stint.application.contract.WorkerStoreContract;
import dev.stint.application.contract.StoreFixture;

class RedisWorkerStoreTest extends WorkerStoreContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
