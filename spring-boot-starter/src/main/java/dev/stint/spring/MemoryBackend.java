package dev.stint.spring;

import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import java.time.InstantSource;
import java.util.Optional;

/** Keeps tasks in this process only. */
record MemoryBackend(Stores stores, Mutexes mutexes) implements StoreBackend {

  MemoryBackend(InstantSource clock) {
    this(InMemoryStores.create(clock), new InMemoryMutexes(clock));
  }

  @Override
  public Optional<Wakeups> wakeups() {
    return Optional.empty();
  }
}
