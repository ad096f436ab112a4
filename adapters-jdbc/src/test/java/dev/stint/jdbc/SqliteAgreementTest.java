package dev.stint.jdbc;

import dev.stint.application.contract.AgreementContract;
import dev.stint.application.contract.StoreFixture;

class SqliteAgreementTest extends AgreementContract {
  @Override
  protected StoreFixture open() {
    return new SqliteFixture();
  }
}
