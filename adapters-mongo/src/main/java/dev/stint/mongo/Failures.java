package dev.stint.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells by type, label and code, never by text, whether trying again can help. Only a code that
 * says that the command itself is wrong is permanent; whatever else a server reports may pass.
 */
final class Failures {

  /**
   * Wrong values, commands, options, names, indexes, documents that are too large or taken: the
   * server's error_codes.yml.
   */
  private static final Set<Integer> PERMANENT =
      Set.of(
          2, 4, 9, 14, 15, 16, 17, 20, 22, 28, 34, 40, 45, 48, 52, 53, 54, 55, 56, 57, 58, 59, 61,
          65, 66, 67, 68, 69, 72, 73, 85, 86, 93, 103, 107, 115, 121, 160, 165, 166, 167, 168, 169,
          191, 193, 197, 225, 229, 232, 238, 241, 263, 304, 316, 323, 10334, 11000, 12586, 17280,
          17419, 17420, 40352, 40353, 40414, 40415, 51024, 51075);

  /** A right is missing. */
  private static final int UNAUTHORIZED = 13;

  private static final Set<String> PASSING_LABELS =
      Set.of(
          "TransientTransactionError",
          "UnknownTransactionCommitResult",
          "RetryableWriteError",
          "RetryableError",
          "SystemOverloadedError",
          "ResumableChangeStreamError");

  private Failures() {}

  static StoreException of(Throwable error) {
    Optional<StoreException> known = Causes.first(error, StoreException.class);
    if (known.isPresent()) {
      return known.get();
    }
    return Causes.first(error, MongoException.class)
        .map(mongo -> new StoreException(kind(mongo), "MongoDB refused: " + words(mongo), error))
        .orElseGet(
            () -> new StoreException(driver(error), "MongoDB failed: " + words(error), error));
  }

  /** An error, whatever wraps it, is the machine's; all else is a fault of Stint's. */
  private static StoreException.Kind driver(Throwable error) {
    return Causes.any(error, Error.class::isInstance)
        ? StoreException.Kind.TRANSIENT
        : StoreException.Kind.PERMANENT;
  }

  /** The task changed whenever the write was tried. */
  static StoreException undecided() {
    return new StoreException(
        StoreException.Kind.TRANSIENT,
        "MongoDB answered neither that the write landed nor that it could not; ask again");
  }

  private static String words(Throwable error) {
    return Causes.words(error);
  }

  private static StoreException.Kind kind(MongoException error) {
    if (error.getCode() == UNAUTHORIZED) {
      return StoreException.Kind.DENIED;
    }
    boolean passing =
        PASSING_LABELS.stream().anyMatch(error::hasErrorLabel)
            || (error instanceof MongoBulkWriteException bulk
                ? passing(bulk)
                : !PERMANENT.contains(error.getCode()) && !clients(error));
    return passing ? StoreException.Kind.TRANSIENT : StoreException.Kind.PERMANENT;
  }

  /** What the driver refuses by itself: only what comes of connections and waiting passes. */
  private static boolean clients(MongoException error) {
    return error instanceof MongoClientException
        && !(error instanceof MongoTimeoutException)
        && !(error instanceof MongoServerUnavailableException)
        && !(error instanceof MongoConnectionPoolClearedException)
        && !Causes.any(error, cause -> cause instanceof MongoSocketException);
  }

  private static boolean passing(MongoBulkWriteException error) {
    return error.getWriteConcernError() != null
        || error.getWriteErrors().stream().noneMatch(e -> PERMANENT.contains(e.getCode()));
  }
}
