package dev.stint.mongo;

import dev.stint.application.contract.HeirContract;
import dev.stint.application.contract.StoreFixture;

class MongoHeirTest extends HeirContract {
  @Override
  protected StoreFixture open() {
    return new MongoFixture();
  }
}
