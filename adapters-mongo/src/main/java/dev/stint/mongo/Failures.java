package dev.stint.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.bulk.WriteConcernError;
import dev.stint.application.spi.StoreException;
import java.util.Set;

/** Tells by type, label and code, never by text, whether trying again can help. */
final class Failures {

  /**
   * Network, elections, shut-downs, timeouts, locks, write conflicts, moved chunks, lost cursors:
   * the server's error_codes.yml.
   */
  private static final Set<Integer> PASSING =
      Set.of(
          6, 7, 24, 43, 46, 50, 63, 64, 82, 84, 89, 91, 96, 100, 112, 117, 133, 134, 136, 150, 175,
          189, 202, 205, 234, 237, 246, 251, 262, 267, 290, 317, 358, 384, 9001, 10107, 10058,
          11600, 11602, 13388, 13435, 13436);

  private static final Set<String> PASSING_LABELS =
      Set.of(
          "TransientTransactionError",
          "UnknownTransactionCommitResult",
          "RetryableWriteError",
          "ResumableChangeStreamError");

  private Failures() {}

  static StoreException of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException known) {
        return known;
      }
      if (cause instanceof MongoException mongo) {
        return new StoreException(kind(mongo), "MongoDB refused: " + mongo.getMessage(), error);
      }
    }
    return new StoreException(
        StoreException.Kind.PERMANENT, "MongoDB failed: " + error.getMessage(), error);
  }

  private static StoreException.Kind kind(MongoException error) {
    boolean passing =
        lost(error)
            || PASSING.contains(error.getCode())
            || PASSING_LABELS.stream().anyMatch(error::hasErrorLabel)
            || error instanceof MongoBulkWriteException bulk && passing(bulk);
    return passing ? StoreException.Kind.TRANSIENT : StoreException.Kind.PERMANENT;
  }

  /** The server was not reached, or nobody knows whether enough of them have the write. */
  private static boolean lost(MongoException error) {
    return error instanceof MongoSocketException
        || error instanceof MongoTimeoutException
        || error instanceof MongoInterruptedException
        || error instanceof MongoServerUnavailableException
        || error instanceof MongoConnectionPoolClearedException
        || error instanceof MongoWriteConcernException
        || error instanceof MongoClientException
            && error.getCause() instanceof MongoSocketException;
  }

  private static boolean passing(MongoBulkWriteException error) {
    WriteConcernError concern = error.getWriteConcernError();
    return concern != null
        || error.getWriteErrors().stream().allMatch(e -> PASSING.contains(e.getCode()));
  }
}
