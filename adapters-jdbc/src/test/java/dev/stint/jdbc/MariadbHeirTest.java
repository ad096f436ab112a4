package dev.stint.jdbc;

import dev.stint.application.contract.HeirContract;
import dev.stint.application.contract.StoreFixture;

class MariadbHeirTest extends HeirContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
