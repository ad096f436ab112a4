package dev.stint.bootstrap.store;

import com.google.inject.Module;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.builtin.ImportTarget;
import dev.stint.bootstrap.builtin.ImportsUnderWay;
import dev.stint.bootstrap.builtin.JdbcImportTarget;
import dev.stint.bootstrap.wiring.JdbcMutexModule;
import dev.stint.bootstrap.wiring.JdbcStoreModule;
import dev.stint.jdbc.JdbcStores;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A relational database by its JDBC URL. */
record JdbcUrl(String text) implements StoreUrl {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  static final List<String> SCHEMES = List.of(SQLITE, POSTGRESQL);

  private static final int POOL = 12;

  @Override
  public OpenStore open(Duration lease) {
    if (text.startsWith(SQLITE)) {
      SQLiteDataSource plain = new SQLiteDataSource();
      plain.setUrl(text);
      return new Opened(JdbcStores.sqlite(text), plain, () -> {});
    }
    HikariDataSource pool = pool();
    return new Opened(JdbcStores.postgresql(pool, lease), pool, pool);
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(text);
    config.setMaximumPoolSize(POOL);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(5_000);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "2");
    return new HikariDataSource(config);
  }

  private record Opened(JdbcStores database, DataSource reading, AutoCloseable pool)
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
    public Module taskModule() {
      return new JdbcStoreModule(database);
    }

    @Override
    public Module mutexModule() {
      return new JdbcMutexModule(database);
    }

    @Override
    public ImportTarget imports() {
      return new JdbcImportTarget(reading, new ImportsUnderWay(stores().queries()));
    }

    @Override
    public void close() throws Exception {
      database.close();
      pool.close();
    }
  }
}
