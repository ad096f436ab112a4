package dev.stint.application.engine.write;

import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;

/**
 * The store did not take a stint's write by the time its worker had to end. The write is not at
 * fault, nor is the stint: it is interrupted, at no attempt.
 */
public final class AbandonedWriteException extends StoreException {

  private static final long serialVersionUID = 1;

  AbandonedWriteException(StoreException error) {
    super(error.isDenied() ? Kind.DENIED : Kind.TRANSIENT, Causes.words(error), error);
  }

  /** Whether user code ended by one, whatever it made of it. */
  public static boolean isBehind(Throwable error) {
    return Causes.first(error, AbandonedWriteException.class).isPresent();
  }
}
