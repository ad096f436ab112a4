package dev.stint.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** What the server says of itself. Thread-safe. */
final class Server {

  private static final int NO_SUCH_COMMAND = 59;

  private final MongoDatabase database;
  private volatile String greeting = "hello";
  private volatile Optional<Boolean> transactions = Optional.empty();

  Server(MongoDatabase database) {
    this.database = database;
  }

  /** Its time, in microseconds since 1970; milliseconds are all that it tells. */
  long micros() {
    return greet().get("localTime", Date.class).getTime() * 1_000;
  }

  /** Whether it has transactions: a replica set or a sharded cluster. Asked once. */
  boolean transactions() {
    Optional<Boolean> known = transactions;
    if (known.isEmpty()) {
      Document greeted = greet();
      boolean has = greeted.containsKey("setName") || "isdbgrid".equals(greeted.get("msg"));
      known = Optional.of(has);
      transactions = known;
    }
    return known.get();
  }

  private Document greet() {
    try {
      return database.runCommand(new Document(greeting, 1));
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != NO_SUCH_COMMAND) {
        throw e;
      }
      // Servers before 4.4.2 know it by its old name only.
      greeting = "isMaster";
      return database.runCommand(new Document(greeting, 1));
    }
  }
}
