package dev.stint.application.api;

import dev.stint.application.spi.Causes;

/** Tells errors that may pass from those that will not. Thread-safe. */
@FunctionalInterface
public interface FailureClassifier {

  /** What an error means for its attempt, and, in a chunk, for its item. */
  enum Meaning {
    /** The network, a lock, a server: try the whole again later; an item is not to blame. */
    TEMPORARY,
    /** Unknown: retried as an attempt; in a chunk the item may be to blame. */
    ORDINARY,
    /** No try will help. */
    PERMANENT
  }

  Meaning of(Throwable error);

  /**
   * Errors that are, or were caused by, a {@link HttpStatusException} mean what their status says.
   *
   * @param otherwise who decides on all others
   */
  static FailureClassifier byHttpStatus(FailureClassifier otherwise) {
    return error ->
        Causes.first(error, HttpStatusException.class)
            .map(HttpStatusException::meaning)
            .orElseGet(() -> otherwise.of(error));
  }

  /** Begins a classifier that tells errors apart by their types. */
  static FailureTypes byType() {
    return FailureTypes.none();
  }

  /**
   * PERMANENT for {@link PermanentFailureException}, TEMPORARY for I/O and {@link
   * RetryLaterException}, else ORDINARY.
   */
  FailureClassifier DEFAULT =
      error -> {
        if (error instanceof PermanentFailureException) {
          return Meaning.PERMANENT;
        }
        boolean passing =
            error instanceof java.io.IOException || error instanceof RetryLaterException;
        return passing ? Meaning.TEMPORARY : Meaning.ORDINARY;
      };
}
