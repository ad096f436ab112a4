package dev.stint.application.api.extend;

import dev.stint.domain.life.Failure;

/** Stands for a failure that nothing was thrown for; it has no stack trace. */
public final class AttemptFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public AttemptFailedException(Failure failure) {
    super(failure.kind() + ": " + failure.message(), null, false, false);
  }
}
