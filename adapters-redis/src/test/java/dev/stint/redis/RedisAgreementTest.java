package dev.stint.redis;

import dev.stint.application.contract.AgreementContract;
import dev.stint.application.contract.StoreFixture;

class RedisAgreementTest extends AgreementContract {
  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }
}
