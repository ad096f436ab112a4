package dev.stint.jdbc;

import dev.stint.application.contract.KillPointContract;
import dev.stint.application.contract.StoreFixture;

class MariadbKillPointTest extends KillPointContract {
  @Override
  protected StoreFixture open() {
    return new MariadbFixture();
  }
}
