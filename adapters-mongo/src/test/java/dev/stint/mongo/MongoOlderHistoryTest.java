package dev.stint.mongo;

import dev.stint.application.contract.OlderHistoryContract;
import dev.stint.application.contract.StoreFixture;

class MongoOlderHistoryTest extends OlderHistoryContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
