package dev.stint.mongo;

import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;

class MongoQueryStoreTest extends QueryStoreContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
