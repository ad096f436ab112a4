package dev.stint.testing;

import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import java.util.Optional;

/** The reference store, new and empty, on a clock that is stepped. */
final class MemoryBackend implements StoreBackend {

  private final Stores stores;
  private final Mutexes mutexes;

  MemoryBackend(TestClock clock) {
    this.stores = InMemoryStores.create(clock);
    this.mutexes = new InMemoryMutexes(clock);
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Mutexes mutexes() {
    return mutexes;
  }

  /** Nobody listens: tasks run when the test says so. */
  @Override
  public Optional<Wakeups> wakeups() {
    return Optional.of(Wakeups.NONE);
  }
}
