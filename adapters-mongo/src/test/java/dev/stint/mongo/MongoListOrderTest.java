package dev.stint.mongo;

import dev.stint.application.contract.ListOrderContract;
import dev.stint.application.contract.StoreFixture;

class MongoListOrderTest extends ListOrderContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
