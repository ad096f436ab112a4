package dev.stint.mongo;

import dev.stint.application.contract.RunHistoryContract;
import dev.stint.application.contract.StoreFixture;

class MongoRunHistoryTest extends RunHistoryContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
