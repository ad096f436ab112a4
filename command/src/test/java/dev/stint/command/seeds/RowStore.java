package dev.stint.command.seeds;

import com.google.inject.Module;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.command.process.MariadbProcess;
import dev.stint.command.process.RedisProcess;
import dev.stint.command.process.TestMongo;
import dev.stint.command.process.TestPostgres;
import dev.stint.command.store.OpenStore;
import dev.stint.command.store.StoreUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stores that every row runs on, and H2, which storms only run on; each one's server starts
 * once in a JVM, when first asked.
 */
public enum RowStore {
  MEMORY("memory") {
    @Override
    StoreUnderTest open() {
      Stores stores = InMemoryStores.create(InstantSource.system());
      Mutexes mutexes = new InMemoryMutexes(InstantSource.system());
      Module module =
          binder -> {
            binder.bind(Stores.class).toInstance(stores);
            binder.bind(Mutexes.class).toInstance(mutexes);
          };
      return new StoreUnderTest(stores, mutexes, module, Optional.empty(), () -> {});
    }
  },
  SQLITE("SQLite") {
    @Override
    StoreUnderTest open() throws IOException {
      return at("jdbc:sqlite:" + folder().resolve("rows.db"), true);
    }
  },
  POSTGRES("PostgreSQL") {
    @Override
    StoreUnderTest open() throws IOException, SQLException {
      TestPostgres server = TestPostgres.start();
      String database = "rows_" + ProcessHandle.current().pid();
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("create database " + database);
      }
      return at(server.getJdbcUrl("postgres", database), true);
    }
  },
  MARIADB("MariaDB") {
    @Override
    StoreUnderTest open() {
      return at(MariadbProcess.start().url(), true);
    }
  },
  REDIS("Redis") {
    @Override
    StoreUnderTest open() throws IOException {
      return at(RedisProcess.start(folder(), "appendonly no").url(), false);
    }
  },
  MONGO("MongoDB stand-in") {
    @Override
    StoreUnderTest open() {
      return of(RowStore.class);
    }

    /** In a database of its own: the stand-in has no index, and looks at all tasks there are. */
    @Override
    StoreUnderTest of(Class<?> rows) {
      String database = "rows_" + ProcessHandle.current().pid() + "_" + rows.getSimpleName();
      return DATABASES.computeIfAbsent(database, name -> at(Mongo.SERVER.url(name), false));
    }
  },
  H2_MEMORY("H2 in memory") {
    @Override
    StoreUnderTest open() {
      return at("jdbc:h2:mem:rows;DB_CLOSE_DELAY=-1", true);
    }
  },
  H2_FILE("H2 in a file") {
    @Override
    StoreUnderTest open() throws IOException {
      return at("jdbc:h2:" + folder().resolve("rows"), true);
    }
  };

  /** Those that every row runs on. */
  static final Set<RowStore> OF_EVERY_ROW =
      Collections.unmodifiableSet(EnumSet.range(MEMORY, MONGO));

  private static final Map<RowStore, StoreUnderTest> SEATS = new ConcurrentHashMap<>();
  private static final Map<String, StoreUnderTest> DATABASES = new ConcurrentHashMap<>();

  private static final class Mongo {
    static final TestMongo SERVER = TestMongo.given();
  }

  private final String title;

  RowStore(String title) {
    this.title = title;
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  /** Whether a host's transaction can take Stint's writes in. */
  boolean transactions() {
    return this != MEMORY && this != REDIS && this != MONGO;
  }

  abstract StoreUnderTest open() throws IOException, SQLException;

  /** The one for tests of a class: that of this JVM, unless a store says otherwise. */
  StoreUnderTest of(Class<?> rows) {
    return seat();
  }

  /** The same one for every test of this JVM. */
  StoreUnderTest seat() {
    return SEATS.computeIfAbsent(this, RowStore::opened);
  }

  private static StoreUnderTest opened(RowStore store) {
    try {
      return store.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StoreUnderTest at(String url, boolean sql) {
    OpenStore store = StoreUrl.of(url).open(Duration.ofSeconds(10));
    store.migrate();
    Module module =
        binder -> {
          binder.install(store.taskModule());
          binder.install(store.mutexModule());
        };
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(store)));
    return new StoreUnderTest(
        store.stores(),
        mutexes(store),
        module,
        sql ? Optional.of(url) : Optional.empty(),
        store::migrate);
  }

  private static Mutexes mutexes(OpenStore store) {
    return com.google.inject.Guice.createInjector(store.mutexModule()).getInstance(Mutexes.class);
  }

  private static void close(OpenStore store) {
    try {
      store.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder() throws IOException {
    return Files.createTempDirectory("stint-rows");
  }
}
