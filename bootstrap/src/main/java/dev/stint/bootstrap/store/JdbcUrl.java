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
  private static final String MARIADB = "jdbc:mariadb:";
  private static final String MYSQL = "jdbc:mysql:";
  static final List<String> SCHEMES = List.of(SQLITE, POSTGRESQL, MARIADB, MYSQL);

  private static final int POOL = 12;

  @Override
  public OpenStore open(Duration lease) {
    if (text.startsWith(SQLITE)) {
      SQLiteDataSource plain = new SQLiteDataSource();
      plain.setUrl(text);
      return new Opened(JdbcStores.sqlite(text), plain, () -> {});
    }
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(POOL);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(5_000);
    return text.startsWith(POSTGRESQL) ? postgresql(config, lease) : mysql(config, lease);
  }

  private OpenStore postgresql(HikariConfig config, Duration lease) {
    config.setJdbcUrl(text);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "2");
    HikariDataSource pool = new HikariDataSource(config);
    return new Opened(JdbcStores.postgresql(pool, lease), pool, pool);
  }

  /**
   * One driver for both; MariaDB ends what a stopped process leaves open, MySQL has no such word.
   */
  private OpenStore mysql(HikariConfig config, Duration lease) {
    config.setJdbcUrl(text.replaceFirst("^" + MYSQL, MARIADB));
    if (text.startsWith(MARIADB)) {
      long seconds = Math.max(1, lease.toSeconds() / 2);
      config.setConnectionInitSql("set session idle_transaction_timeout = " + seconds);
    }
    HikariDataSource pool = new HikariDataSource(config);
    return new Opened(JdbcStores.mysql(pool), pool, pool);
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
