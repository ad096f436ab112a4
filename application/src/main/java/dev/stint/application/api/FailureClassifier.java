package dev.stint.application.api;

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

  /** PERMANENT for {@link PermanentFailureException}, TEMPORARY for I/O, else ORDINARY. */
  FailureClassifier DEFAULT =
      error ->
          error instanceof PermanentFailureException
              ? Meaning.PERMANENT
              : error instanceof java.io.IOException ? Meaning.TEMPORARY : Meaning.ORDINARY;
}
