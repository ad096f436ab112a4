package dev.stint.web.page;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Something that costs a look at the store, and is the same for all who may see it: read once for
 * those who come at about the same time. Thread-safe.
 */
final class Shared<T> {

  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final LongSupplier nanos;
  private Optional<T> last = Optional.empty();
  private long read;

  /**
   * @param nanos time that only goes on
   */
  Shared(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** What was read in the last second, or is now; the others wait for it. Throws what it throws. */
  synchronized T get(Supplier<T> source) {
    long now = nanos.getAsLong();
    if (last.isEmpty() || now - read > FRESH) {
      last = Optional.empty();
      last = Optional.of(source.get());
      read = now;
    }
    return last.get();
  }

  /** It changed. */
  synchronized void drop() {
    last = Optional.empty();
  }
}
