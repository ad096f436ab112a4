package dev.stint.mongo;

import dev.stint.application.contract.KillPointContract;
import dev.stint.application.contract.StoreFixture;

class MongoKillPointTest extends KillPointContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
