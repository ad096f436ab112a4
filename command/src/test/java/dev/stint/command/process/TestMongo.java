package dev.stint.command.process;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.util.Optional;

/** What speaks MongoDB's protocol to this and to other processes. */
public final class TestMongo implements AutoCloseable {

  private final String name;
  private final String address;
  private final Runnable end;
  private final boolean kept;
  private final MongoClient client;

  private TestMongo(String name, String address, boolean kept, Runnable end) {
    this.name = name;
    this.address = address;
    this.kept = kept;
    this.end = end;
    this.client = MongoClients.create(address);
  }

  /**
   * Is not MongoDB: it keeps everything in this JVM, without transactions, secondary indexes or a
   * disk.
   */
  public static TestMongo standIn() {
    MongoServer server = new MongoServer(new MemoryBackend());
    return new TestMongo(
        "the MongoDB stand-in", server.bindAndGetConnectionString(), false, server::shutdownNow);
  }

  /**
   * The server that {@code -Dstint.mongo.url=mongodb://host:port} names, without a database; else
   * the stand-in.
   */
  public static TestMongo given() {
    return Optional.ofNullable(System.getProperty("stint.mongo.url"))
        .map(url -> new TestMongo("MongoDB", url, true, () -> {}))
        .orElseGet(TestMongo::standIn);
  }

  /** Of a database of that name. */
  public String url(String database) {
    return address + "/" + database;
  }

  public MongoDatabase database(String database) {
    return client.getDatabase(database);
  }

  /** Removes a database of a real server; the stand-in forgets all of its own when closed. */
  public void drop(String database) {
    if (kept) {
      database(database).drop();
    }
  }

  @Override
  public void close() {
    client.close();
    end.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
