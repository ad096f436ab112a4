package dev.stint.application.contract.agreement;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The in-memory store, from a given moment on. */
final class Reference implements StoreFixture {

  private final AtomicReference<Instant> now;
  private final Stores stores;
  private final Mutexes mutexes;

  Reference(Instant beginning) {
    this.now = new AtomicReference<>(beginning);
    this.stores = InMemoryStores.create(now::get);
    this.mutexes = new InMemoryMutexes(now::get);
  }

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
