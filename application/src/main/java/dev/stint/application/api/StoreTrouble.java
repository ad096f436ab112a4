package dev.stint.application.api;

import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;

/**
 * Tells hosts whether what a port threw is the store's passing trouble: it is away, too busy, or a
 * right is missing that somebody may give back. The same call may work later; whether a change was
 * made is not known.
 */
public final class StoreTrouble {

  private StoreTrouble() {}

  /** Whether the store may answer later; false for what is no error of a store. */
  public static boolean mayPass(Throwable error) {
    return Causes.first(error, UnknownOutcomeException.class).isPresent()
        || Causes.first(error, StoreException.class)
            .filter(e -> e.isTransient() || e.isDenied())
            .isPresent();
  }
}
