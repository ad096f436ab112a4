package dev.stint.application.spi;

import dev.stint.domain.Fence;
import java.time.Duration;
import java.util.Optional;

/** Named exclusive rights with a growing fence, each held for a limited time. Thread-safe. */
public interface Mutexes {

  /**
   * Takes the mutex if it is free or its holder's time is over, without waiting; empty if somebody
   * holds it. Its fence is greater than that of every holder before, always.
   *
   * @param name 1 to 200 characters
   * @param holdAtMost on the store's clock, from now; more than zero
   */
  Optional<Hold> tryAcquire(String name, Duration holdAtMost);

  /** A mutex held. Closing it gives it back if it is still ours, and is harmless if not. */
  interface Hold extends AutoCloseable {
    Fence fence();

    /** Holds it for this long from now; false if it was lost. */
    boolean extend(Duration holdAtMost);

    @Override
    void close();
  }
}
