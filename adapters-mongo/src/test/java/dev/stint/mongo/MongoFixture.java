package dev.stint.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.domain.TaskId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * A database of its own on a stepped clock. Without a client given it is on a stand-in inside this
 * JVM that is not MongoDB: it has no transactions, no indexes, no durability and no replica sets.
 */
final class MongoFixture implements StoreFixture {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final MongoDatabase database;
  private final AtomicLong micros = new AtomicLong(1_795_219_200_000_000L);
  private final MongoStores mongo;
  private final Stores stores;

  /** The stand-in, one for this JVM. */
  private static final class StandIn {
    static final String ADDRESS = new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
    static final MongoClient CLIENT = MongoClients.create(ADDRESS);
  }

  /** On the stand-in, with what is sent to it told to a listener. */
  static MongoFixture watched(CommandListener listener) {
    return new MongoFixture(
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(StandIn.ADDRESS))
                .addCommandListener(listener)
                .build()));
  }

  /** On the stand-in, from which a test can cut it off. */
  static MongoFixture cutOff(CutOff cut) {
    return new MongoFixture(cut.over(StandIn.CLIENT));
  }

  MongoFixture() {
    this(StandIn.CLIENT);
  }

  MongoFixture(MongoClient client) {
    String name = "stint_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    this.database = client.getDatabase(name);
    this.mongo = MongoStores.of(client, name).migrate().on(micros::get);
    this.stores = mongo.stores();
  }

  MongoStores mongo() {
    return mongo;
  }

  /** The collections beneath, for what no port can arrange. */
  Database internals() {
    return mongo.database();
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Mutexes mutexes() {
    return mongo.mutexes();
  }

  @Override
  public void writeAsOlder(TaskId finished) {
    Document id = new Document("_id", finished.value());
    Document stored = Objects.requireNonNull(internals().tasks().find(id).first());
    Document older = new Document("$unset", new Document("ran", "").append("records", ""));
    if (stored.get("run", Document.class).getString("status").equals("FAILED")) {
      Document row =
          new Document("at", stored.getLong("finished"))
              .append("fence", stored.getLong("fence"))
              .append("status", "FAILED")
              .append("attempt", 0)
              .append("ran", 5_000L);
      older.append("$push", new Document("history", row));
    }
    internals().tasks().updateOne(id, older);
  }

  @Override
  public String everything() {
    StringBuilder all = new StringBuilder();
    for (String name : database.listCollectionNames()) {
      for (RawBsonDocument row : database.getCollection(name, RawBsonDocument.class).find()) {
        ByteBuffer bytes = row.getByteBuffer().asNIO();
        all.append(StandardCharsets.ISO_8859_1.decode(bytes)).append('\n');
      }
    }
    return all.toString();
  }

  @Override
  public void writeUnknown(TaskId task, Code code) {
    Document set =
        switch (code) {
          case STATUS -> new Document("run.status", "FROZEN");
          case PHASE -> new Document("run.phase", "WARPED");
          case SIGNAL -> new Document("signal", 9);
          case LANE -> new Document("lane", 7);
          case ENTRY -> new Document("run.entry", "WINDOW");
          case BLOCK -> new Document("run.blocked", "MOON");
          case HELD_FROM -> new Document("run.heldFrom", "FROZEN");
          case INTERRUPTION -> new Document("run.interruption", "METEOR");
        };
    internals().tasks().updateOne(new Document("_id", task.value()), new Document("$set", set));
  }

  @Override
  public Runnable copy() {
    Map<String, List<Document>> copies = new HashMap<>();
    for (String name : database.listCollectionNames()) {
      copies.put(name, database.getCollection(name).find().into(new ArrayList<>()));
    }
    return () -> {
      database.listCollectionNames().forEach(n -> copies.putIfAbsent(n, List.of()));
      copies.forEach(this::putBack);
    };
  }

  private void putBack(String name, List<Document> documents) {
    database.getCollection(name).deleteMany(new Document());
    if (!documents.isEmpty()) {
      database.getCollection(name).insertMany(documents);
    }
  }

  @Override
  public void advance(Duration step) {
    micros.addAndGet(Row.micros(step));
  }

  @Override
  public void close() {
    database.drop();
  }
}
