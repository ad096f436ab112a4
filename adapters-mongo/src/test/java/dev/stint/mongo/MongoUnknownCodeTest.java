package dev.stint.mongo;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.contract.UnknownCodeContract;

class MongoUnknownCodeTest extends UnknownCodeContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
