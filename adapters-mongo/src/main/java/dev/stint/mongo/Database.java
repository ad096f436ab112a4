package dev.stint.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;

/**
 * Stint's collections in one database, with the concerns that its promises need whatever the host's
 * client was set to: majority writes, reads from the primary. Thread-safe.
 */
final class Database {

  /** A majority that does not answer within this many seconds leaves the write's fate unknown. */
  private static final int MAJORITY_SECONDS = 10;

  /** How every transaction is started, whatever the host's client is set to. */
  static final TransactionOptions TRANSACTION =
      TransactionOptions.builder()
          .readPreference(ReadPreference.primary())
          .readConcern(ReadConcern.SNAPSHOT)
          .writeConcern(WriteConcern.MAJORITY)
          .maxCommitTime((long) MAJORITY_SECONDS, TimeUnit.SECONDS)
          .build();

  private final MongoClient client;
  private final MongoDatabase database;
  private final Server server;
  private final Clock clock;

  Database(MongoClient client, String name, Server server, Clock clock) {
    this.client = client;
    this.database = prepared(client.getDatabase(name));
    this.server = server;
    this.clock = clock;
  }

  @SuppressWarnings(
      "deprecation") // the client-side timeout that replaces it forbids itself to sessions
  private static MongoDatabase prepared(MongoDatabase database) {
    return database
        .withCodecRegistry(StandardUuids.registry())
        .withReadPreference(ReadPreference.primary())
        .withReadConcern(ReadConcern.LOCAL)
        .withWriteConcern(
            WriteConcern.MAJORITY
                // A single server answers from memory otherwise.
                .withJournal(true)
                .withWTimeout(MAJORITY_SECONDS, TimeUnit.SECONDS));
  }

  /** The same on another clock; for tests. */
  Database on(Clock other) {
    return new Database(client, database.getName(), server, other);
  }

  Clock clock() {
    return clock;
  }

  MongoDatabase raw() {
    return database;
  }

  MongoCollection<Document> tasks() {
    return database.getCollection("stint_task");
  }

  /** Tasks as a majority has them: what is read here is never rolled back. */
  MongoCollection<Document> sureTasks() {
    return tasks().withReadConcern(ReadConcern.MAJORITY);
  }

  MongoCollection<Document> keys() {
    return database.getCollection("stint_key");
  }

  MongoCollection<Document> waits() {
    return database.getCollection("stint_wait");
  }

  MongoCollection<Document> serialKeys() {
    return database.getCollection("stint_serial");
  }

  MongoCollection<Document> registers() {
    return database.getCollection("stint_register");
  }

  MongoCollection<Document> workers() {
    return database.getCollection("stint_worker");
  }

  MongoCollection<Document> messages() {
    return database.getCollection("stint_message");
  }

  MongoCollection<Document> setAside() {
    return database.getCollection("stint_set_aside");
  }

  MongoCollection<Document> formats() {
    return database.getCollection("stint_format");
  }

  MongoCollection<Document> mutexes() {
    return database.getCollection("stint_mutex");
  }

  /** Hints need no majority: a lost one costs latency only. */
  MongoCollection<Document> hints() {
    return database.getCollection(Hint.COLLECTION).withWriteConcern(WriteConcern.W1);
  }

  /** A new session; only where there are transactions. */
  ClientSession session() {
    return client.startSession();
  }

  /** Whether the server has transactions: a replica set or a sharded cluster. */
  boolean transactions() {
    return call(server::transactions);
  }

  /** Does the work; every failure is a StoreException. */
  <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }
}
