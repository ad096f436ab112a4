package dev.stint.application.engine.write;

import dev.stint.application.engine.action.ChunkScope;
import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.spi.StoreException;

/**
 * Tries one write again as {@link Writer} does: while nobody's are taken, and {@link Writer#ALONE}
 * times while others are. One failure tells nothing of the write: the store may have come back
 * between it and the look. For one thread.
 */
final class WritePatience implements ChunkScope.Patience {

  private final Writers writers;
  private final Backoff backoff = new Backoff();
  private int alone;

  WritePatience(Writers writers) {
    this.writers = writers;
  }

  /**
   * {@inheritDoc}
   *
   * @throws AbandonedWriteException once the worker is closed
   */
  @Override
  public boolean waited(StoreException error) {
    writers.mustGoOn(error);
    if (!error.isDenied() && (!error.isTransient() || hopeless())) {
      return false;
    }
    try (Interrupts held = Interrupts.hold()) {
      backoff.pause();
    }
    return true;
  }

  private boolean hopeless() {
    return writers.reached() && ++alone == Writer.ALONE;
  }
}
