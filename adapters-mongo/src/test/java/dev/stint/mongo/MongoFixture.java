package dev.stint.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Stores;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A database of its own on a stepped clock: on the server that the system property {@code
 * stint.mongo.url} names, or else on a stand-in inside this JVM that is not MongoDB: it has no
 * transactions, no durability and no replica sets.
 */
final class MongoFixture implements StoreFixture {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final MongoClient CLIENT = MongoClients.create(url());

  private final MongoDatabase database =
      CLIENT.getDatabase(
          "stint_test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet());
  private final AtomicLong micros = new AtomicLong(1_795_219_200_000_000L);
  private final MongoStores mongo =
      MongoStores.of(CLIENT, database.getName()).migrate().on(micros::get);
  private final Stores stores = mongo.stores();

  private static String url() {
    String given = System.getProperty("stint.mongo.url", "");
    return given.isEmpty() ? standIn() : given;
  }

  private static String standIn() {
    return new MongoServer(new MemoryBackend()).bindAndGetConnectionString();
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
  public void advance(Duration step) {
    micros.addAndGet(Row.micros(step));
  }

  @Override
  public void close() {
    database.drop();
  }
}
