package dev.stint.bootstrap.command;

import com.google.inject.Guice;
import com.google.inject.Stage;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.TaskDefinition;
import dev.stint.bootstrap.Stint;
import dev.stint.bootstrap.builtin.BuiltIn;
import dev.stint.bootstrap.wiring.JdbcMutexModule;
import dev.stint.bootstrap.wiring.JdbcStoreModule;
import dev.stint.bootstrap.wiring.StintModule;
import dev.stint.bootstrap.wiring.StrictModule;
import dev.stint.bootstrap.wiring.TaskBinder;
import dev.stint.jdbc.JdbcStores;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** The store that a call works on, opened, with Stint on it. */
final class Home implements AutoCloseable {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final int POOL = 12;

  private final JdbcStores stores;
  private final Stint stint;
  private final AutoCloseable pool;

  private Home(JdbcStores stores, Stint stint, AutoCloseable pool) {
    this.stores = stores;
    this.stint = stint;
    this.pool = pool;
  }

  /** What the call says about how to work. */
  record Terms(String url, Config config, long maxSetAside, boolean allowShell, boolean migrate) {}

  /**
   * @throws RefusedException if the URL is of no store this build has
   */
  static Home open(Terms terms) {
    if (terms.url.startsWith(SQLITE)) {
      JdbcStores stores = JdbcStores.sqlite(terms.url);
      SQLiteDataSource plain = new SQLiteDataSource();
      plain.setUrl(terms.url);
      return open(terms, stores, plain, () -> {});
    }
    if (terms.url.startsWith(POSTGRESQL)) {
      HikariDataSource pool = pool(terms.url);
      return open(terms, JdbcStores.postgresql(pool, terms.config.lease()), pool, pool);
    }
    throw new RefusedException(
        "no store for '%s'; it must begin with %s or %s".formatted(terms.url, SQLITE, POSTGRESQL));
  }

  private static Home open(Terms terms, JdbcStores stores, DataSource reports, AutoCloseable pool) {
    if (terms.migrate) {
      stores.migrate();
    }
    List<TaskDefinition<?>> types =
        BuiltIn.definitions(
            reports, stores.stores().queries(), terms.maxSetAside, terms.allowShell);
    Stint stint =
        Guice.createInjector(
                Stage.PRODUCTION,
                new StrictModule(),
                new StintModule(terms.config),
                new JdbcStoreModule(stores),
                new JdbcMutexModule(stores),
                binder -> types.forEach(TaskBinder.of(binder)::bind))
            .getInstance(Stint.class);
    return new Home(stores, stint, pool);
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(POOL);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(5_000);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("prepareThreshold", "2");
    return new HikariDataSource(config);
  }

  Stint stint() {
    return stint;
  }

  @Override
  public void close() throws Exception {
    stores.close();
    pool.close();
  }
}
