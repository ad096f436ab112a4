package dev.stint.application.spi;

import java.time.Duration;
import java.util.Optional;

/** A store as a host hands it to Stint: its ports, its mutexes and its hints. Thread-safe. */
public interface StoreBackend {

  Stores stores();

  Mutexes mutexes();

  /** Hints between processes, so that a new task is seen at once; empty where it has none. */
  Optional<Wakeups> wakeups();

  /** The lease that it was set up for; empty where it needs to know none. */
  default Optional<Duration> lease() {
    return Optional.empty();
  }
}
