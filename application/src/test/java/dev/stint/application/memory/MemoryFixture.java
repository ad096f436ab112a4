package dev.stint.application.memory;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The reference store on a stepped clock. */
final class MemoryFixture implements StoreFixture {

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  private final Stores stores = InMemoryStores.create(now::get);
  private final Mutexes mutexes = new InMemoryMutexes(now::get);

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
  public boolean takesSuccessors() {
    return true;
  }

  @Override
  public void close() {}
}
