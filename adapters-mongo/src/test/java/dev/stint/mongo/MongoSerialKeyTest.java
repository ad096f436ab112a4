package dev.stint.mongo;

import dev.stint.application.contract.SerialKeyContract;
import dev.stint.application.contract.StoreFixture;

class MongoSerialKeyTest extends SerialKeyContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
