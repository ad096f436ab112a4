package dev.stint.testing;

import dev.stint.application.contract.RequestStoreContract;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** As the author of a store extends a contract, with nothing but this artifact. */
class PublishedContractTest extends RequestStoreContract {

  @Override
  protected StoreFixture open() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
    Stores stores = InMemoryStores.create(now::get);
    Mutexes mutexes = new InMemoryMutexes(now::get);
    return new StoreFixture() {
      @Override
      public Stores stores() {
        return stores;
      }

      @Override
      public Mutexes mutexes() {
        return mutexes;
      }

      @Override
      public void advance(Duration step) {
        now.updateAndGet(t -> t.plus(step));
      }

      @Override
      public void close() {}
    };
  }
}
