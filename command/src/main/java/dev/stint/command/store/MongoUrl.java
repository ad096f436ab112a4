package dev.stint.command.store;

import com.google.inject.Module;
import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.connection.ServerDescription;
import dev.stint.application.api.RefusedException;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.wiring.MongoMutexModule;
import dev.stint.bootstrap.wiring.MongoStoreModule;
import dev.stint.command.builtin.ImportTarget;
import dev.stint.command.builtin.ImportsUnderWay;
import dev.stint.command.builtin.MongoImportTarget;
import dev.stint.mongo.MongoStores;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * {@code mongodb://user:password@host:port,host:port/database?options}, or {@code mongodb+srv://};
 * the database is "stint" if none is named.
 */
record MongoUrl(String text) implements StoreUrl {

  private static final String PLAIN = "mongodb://";
  static final List<String> SCHEMES = List.of(PLAIN, "mongodb+srv://");

  private static final String DATABASE = "stint";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Of a server that was asked; longer than any command takes. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  /**
   * @throws RefusedException if it is not of the form
   */
  static MongoUrl of(String text) {
    // The other scheme's cannot be read without asking the name service.
    if (text.startsWith(PLAIN)) {
      read(text);
    }
    return new MongoUrl(text);
  }

  private static ConnectionString read(String text) {
    try {
      return new ConnectionString(text);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(
          "'%s' names no MongoDB; say mongodb://host:port/database"
              .formatted(StoreUrl.shown(text)));
    }
  }

  @Override
  public OpenStore open(Duration lease) {
    ConnectionString read = resolved();
    MongoClient client = MongoClients.create(settings(read));
    try {
      String database = Optional.ofNullable(read.getDatabase()).orElse(DATABASE);
      greet(client, database);
      return new Opened(client, client.getDatabase(database), MongoStores.of(client, database));
    } catch (StoreException e) {
      client.close();
      throw e;
    }
  }

  /** MongoDB answers for collections that are not there, and makes none by that. */
  @Override
  public OpenStore look(Duration lease) {
    return open(lease);
  }

  private ConnectionString resolved() {
    try {
      return read(text);
    } catch (MongoException e) {
      throw away("no MongoDB is known under " + StoreUrl.shown(text), e);
    }
  }

  private static MongoClientSettings settings(ConnectionString read) {
    long patience =
        Optional.ofNullable(read.getServerSelectionTimeout()).orElse((int) PATIENCE.toMillis());
    return MongoClientSettings.builder()
        .applyConnectionString(read)
        .applyToClusterSettings(c -> c.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
        .applyToSocketSettings(
            socket -> {
              if (read.getConnectTimeout() == null) {
                socket.connectTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
              }
              if (read.getSocketTimeout() == null) {
                socket.readTimeout(SILENCE.toSeconds(), TimeUnit.SECONDS);
              }
            })
        .applyToConnectionPoolSettings(
            pool -> {
              if (read.getMaxWaitTime() == null) {
                pool.maxWaitTime(PATIENCE.toSeconds(), TimeUnit.SECONDS);
              }
            })
        .build();
  }

  private void greet(MongoClient client, String database) {
    try {
      client.getDatabase(database).runCommand(new Document("ping", 1));
    } catch (MongoTimeoutException e) {
      throw away("no MongoDB answers at " + StoreUrl.shown(text), seen(client).orElse(e));
    } catch (MongoException e) {
      throw away("the MongoDB at " + StoreUrl.shown(text) + " refuses", e);
    }
  }

  /** What the driver met at a server, which its own words bury. */
  private static Optional<Throwable> seen(MongoClient client) {
    return client.getClusterDescription().getServerDescriptions().stream()
        .map(ServerDescription::getException)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static StoreException away(String words, Throwable cause) {
    return new StoreException(StoreException.Kind.TRANSIENT, words, cause);
  }

  private record Opened(MongoClient client, MongoDatabase raw, MongoStores database)
      implements OpenStore {

    @Override
    public void migrate() {
      database.migrate();
    }

    @Override
    public Stores stores() {
      return database.stores();
    }

    @Override
    public Optional<String> emptiness() {
      for (String name : raw.listCollectionNames()) {
        if (name.startsWith("stint_")) {
          return Optional.empty();
        }
      }
      return Optional.of("the database " + raw.getName() + " has no collections of Stint's yet");
    }

    @Override
    public Module taskModule() {
      return new MongoStoreModule(database);
    }

    @Override
    public Module mutexModule() {
      return new MongoMutexModule(database);
    }

    @Override
    public ImportTarget imports() {
      return new MongoImportTarget(database.tables(), new ImportsUnderWay(stores().queries()));
    }

    @Override
    public void close() {
      database.close();
      client.close();
    }
  }
}
