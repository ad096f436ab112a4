package dev.stint.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.store.ReadyState;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One MongoDB database as Stint sees it: its stores and its mutexes. Thread-safe.
 *
 * <p>Needs no transactions, so a single server, a replica set and a sharded cluster all do; where
 * there are transactions, requests can join the caller's. Every unique thing is an {@code _id}: on
 * a sharded cluster shard {@code stint_task} by hashed {@code _id}.
 */
public final class MongoStores implements StoreBackend, AutoCloseable {

  private final Database database;
  private final MongoWakeups hints;

  private MongoStores(Database database) {
    this.database = database;
    this.hints = new MongoWakeups(database);
  }

  /**
   * Over the host's own client, which stays the host's to close. Whatever the client was set to,
   * Stint's own collections are written with majority concern and read on the primary.
   *
   * @param database whose collections named {@code stint_…} are Stint's
   */
  public static MongoStores of(MongoClient client, String database) {
    Server server = new Server(client.getDatabase(database));
    Clock clock = new ServerClock(server::micros, System::nanoTime);
    return new MongoStores(new Database(client, database, server, clock));
  }

  /**
   * Creates Stint's indexes and its collection of hints where they are missing; leaves all else
   * alone. Safe to repeat.
   *
   * @throws StoreException if MongoDB cannot be reached, or holds tasks in a format that this build
   *     does not know
   */
  public MongoStores migrate() {
    return database.call(
        () -> {
          new Format(database).bringUp();
          index(
              READY,
              "stint_ready",
              Filters.and(
                  Filters.gt(Field.READY_STATE, 0),
                  Filters.lt(Field.READY_STATE, ReadyState.LATER.code())));
          index(
              Indexes.ascending(Field.DUE),
              "stint_later",
              Filters.eq(Field.READY_STATE, ReadyState.LATER.code()));
          index(RUNNING, "stint_held", Filters.eq(Field.READY_STATE, ReadyPosition.RUNNING));
          dropOlder("stint_running");
          sparse(Field.PURGE, "stint_purge");
          sparse(Field.OWED + ".at", "stint_owed");
          sparse(Field.OWES, "stint_owing");
          sparse(Field.TURN_AT, "stint_turn_at");
          index(TURN, "stint_turn", Filters.exists(Field.TURN_KEY));
          database.waits().createIndex(Indexes.ascending(Field.TARGET));
          database.registers().createIndex(Indexes.ascending(Field.KIND, Field.NAME));
          database.messages().createIndex(Indexes.ascending(Field.TASK));
          database.setAside().createIndex(Indexes.ascending(Field.TASK));
          database
              .keys()
              .createIndex(Indexes.ascending(Field.UNTIL), new IndexOptions().sparse(true));
          Hint.create(database.raw());
          return this;
        });
  }

  /** In claim order; only ready tasks are in it. */
  private static final Bson READY =
      ClaimKeys.after(
          new Document(Field.READY_STATE, 1).append(Field.QUEUE, 1).append(Field.TYPE, 1));

  /** The order of those that wait for each serial key. */
  private static final Bson TURN =
      new Document(Field.TURN_KEY, 1)
          .append(Field.PRIORITY, -1)
          .append(Field.ARRIVAL, 1)
          .append(Field.ID, 1);

  /** With the state in the keys, or the server could not tell whose tasks run from it alone. */
  private static final Bson RUNNING =
      Indexes.ascending(Field.READY_STATE, Field.WORKER, Field.CLAIM, Field.SIGNAL);

  private void index(Bson keys, String name, Bson only) {
    database.tasks().createIndex(keys, new IndexOptions().name(name).partialFilterExpression(only));
  }

  /** An index of an earlier build, which another has taken the place of. */
  private void dropOlder(String name) {
    for (Document index : database.tasks().listIndexes()) {
      if (name.equals(index.getString("name"))) {
        database.tasks().dropIndex(name);
        return;
      }
    }
  }

  private void sparse(String field, String name) {
    database
        .tasks()
        .createIndex(Indexes.ascending(field), new IndexOptions().name(name).sparse(true));
  }

  /** The same on another clock; for tests. */
  MongoStores on(Clock clock) {
    return new MongoStores(database.on(clock));
  }

  /** The collections; for tests. */
  Database database() {
    return database;
  }

  @Override
  public Stores stores() {
    MongoRequestStore requests = new MongoRequestStore(database);
    MongoRunStore runs = new MongoRunStore(database, requests);
    return new Stores(
        requests,
        runs,
        new MongoChunkStore(database, runs, requests),
        new MongoWorkerStore(database),
        new MongoSteerStore(database, requests),
        new MongoQueryStore(database),
        new MongoWaitStore(database),
        new MongoRegisterStore(database));
  }

  @Override
  public Mutexes mutexes() {
    return new MongoMutexes(database);
  }

  /** Collections that stand for tables, for imports. */
  public MongoTables tables() {
    return new MongoTables(database);
  }

  /**
   * Hints between processes, by a capped collection; empty where the server has none, or before
   * {@link #migrate}: there workers find the work of other processes by polling. Asks the server.
   *
   * @throws StoreException if the server cannot be asked
   */
  @Override
  public Optional<Wakeups> wakeups() {
    return database.call(
        () -> Hint.there(database.raw()) ? Optional.of(hints) : Optional.<Wakeups>empty());
  }

  /** Ends the thread that sends hints; the client stays open. */
  @Override
  public void close() {
    hints.close();
  }
}
