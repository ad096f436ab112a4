package dev.stint.bootstrap;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

/**
 * Speaks MongoDB's protocol to this and to other processes and is not MongoDB: it keeps everything
 * in this JVM, without transactions, secondary indexes or a disk.
 */
public final class MongoStandIn implements AutoCloseable {

  private final MongoServer server = new MongoServer(new MemoryBackend());
  private final String address = server.bindAndGetConnectionString();
  private final MongoClient client = MongoClients.create(address);

  /** Of a database of that name. */
  public String url(String database) {
    return address + "/" + database;
  }

  public MongoDatabase database(String name) {
    return client.getDatabase(name);
  }

  @Override
  public void close() {
    client.close();
    server.shutdownNow();
  }
}
