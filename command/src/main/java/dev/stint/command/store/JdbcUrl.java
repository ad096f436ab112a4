package dev.stint.command.store;

import com.google.inject.Module;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.wiring.JdbcMutexModule;
import dev.stint.bootstrap.wiring.JdbcStoreModule;
import dev.stint.command.builtin.ImportTarget;
import dev.stint.command.builtin.ImportsUnderWay;
import dev.stint.command.builtin.JdbcImportTarget;
import dev.stint.jdbc.JdbcStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A relational database by its JDBC URL. */
record JdbcUrl(String text) implements StoreUrl {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String H2 = "jdbc:h2:";
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String MARIADB = "jdbc:mariadb:";
  private static final String MYSQL = "jdbc:mysql:";
  static final List<String> SCHEMES = List.of(SQLITE, H2, POSTGRESQL, MARIADB, MYSQL);

  /** Goes to the first of several servers that takes connections. */
  private static final String IN_TURN = MARIADB + "sequential://";

  /** Of its own the driver tries a dead server for half a minute when the others refused once. */
  private static final String ALL_DOWN = "10";

  private static final String VARIABLES = "sessionVariables";

  private static final int POOL = 12;
  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04", "90146");

  /** A server that is not there, that does not let us in, that says nothing more. */
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final Duration LOGIN = Duration.ofSeconds(10);

  /** How long the driver goes by what it saw of a server, which may have been promoted since. */
  private static final Duration HOST_STATE = Duration.ofSeconds(1);

  /** Longer than any statement of the command's takes. */
  private static final Duration SILENCE = Duration.ofSeconds(60);

  @Override
  public OpenStore open(Duration lease) {
    if (text.startsWith(SQLITE)) {
      SqliteFile.of(text).ifPresent(SqliteFile::makePrivate);
      SQLiteDataSource plain = new SQLiteDataSource();
      plain.setUrl(text);
      return new Opened(JdbcStores.sqlite(text), plain, () -> {});
    }
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(POOL);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(5_000);
    if (text.startsWith(H2)) {
      refuseServer();
      config.setJdbcUrl(text);
      // To open a file may mean to repair it.
      config.setConnectionTimeout(30_000);
      HikariDataSource pool = pool(config);
      return new Opened(JdbcStores.h2(pool), pool, pool);
    }
    return text.startsWith(POSTGRESQL) ? postgresql(config, lease) : mysql(config, lease);
  }

  @Override
  public OpenStore look(Duration lease) {
    if (text.startsWith(SQLITE)) {
      SqliteFile.of(text).ifPresent(SqliteFile::checkTables);
      return open(lease);
    }
    if (text.startsWith(H2) && !text.toUpperCase(Locale.ROOT).contains("IFEXISTS=")) {
      // Looking makes no file.
      JdbcUrl there = new JdbcUrl(text + ";IFEXISTS=TRUE");
      there.mustBeThere();
      return there.look(lease);
    }
    Opened opened = (Opened) open(lease);
    try (Connection connection = opened.reading.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeQuery("select 1 from stint_task where 1 = 0").close();
      return opened;
    } catch (SQLException e) {
      opened.close();
      throw nothing(e)
          ? StoreUrl.nothing("the database has no Stint tables")
          : new StoreException(StoreException.Kind.TRANSIENT, Causes.words(e), e);
    }
  }

  /** A pool would try for half a minute to open a file that is not there. */
  private void mustBeThere() {
    try {
      DriverManager.getConnection(text).close();
    } catch (SQLException e) {
      if (nothing(e)) {
        throw StoreUrl.nothing("the database has no Stint tables");
      }
    }
  }

  private static boolean nothing(SQLException e) {
    return NO_TABLE.contains(String.valueOf(e.getSQLState()));
  }

  private void refuseServer() {
    if (text.startsWith(H2 + "tcp:") || text.startsWith(H2 + "ssl:")) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "an H2 server is not supported, only H2 inside the process: a file or jdbc:h2:mem:…");
    }
  }

  /** What the URL says goes before. */
  private void unlessSaid(HikariConfig config, String name, String value) {
    if (!text.contains(name + "=")) {
      config.addDataSourceProperty(name, value);
    }
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toSeconds());
  }

  private OpenStore postgresql(HikariConfig config, Duration lease) {
    config.setJdbcUrl(text);
    unlessSaid(config, "reWriteBatchedInserts", "true");
    unlessSaid(config, "prepareThreshold", "2");
    unlessSaid(config, "connectTimeout", seconds(CONNECT));
    unlessSaid(config, "loginTimeout", seconds(LOGIN));
    unlessSaid(config, "socketTimeout", seconds(SILENCE));
    unlessSaid(config, "tcpKeepAlive", "true");
    if (severalHosts(text)) {
      unlessSaid(config, "targetServerType", "primary");
      unlessSaid(config, "hostRecheckSeconds", seconds(HOST_STATE));
    }
    HikariDataSource pool = pool(config);
    return new Opened(JdbcStores.postgresql(pool, lease), pool, pool);
  }

  /** Whether servers stand between the slashes and not one server. */
  private static boolean severalHosts(String url) {
    return url.matches("[^/?]*//[^/?]*,.*");
  }

  /**
   * One driver for both; MariaDB ends what a stopped process leaves open, MySQL has no such word.
   */
  private OpenStore mysql(HikariConfig config, Duration lease) {
    String url = text.replaceFirst("^" + MYSQL, MARIADB);
    config.setJdbcUrl(url);
    if (severalHosts(url)) {
      // Without a word the driver would stay with the first of them.
      config.setJdbcUrl(url.replaceFirst("^" + MARIADB + "//", IN_TURN));
      unlessSaid(config, "retriesAllDown", ALL_DOWN);
      unlessSaid(config, "deniedListTimeout", String.valueOf(HOST_STATE.toMillis()));
    }
    unlessSaid(config, "connectTimeout", String.valueOf(CONNECT.toMillis()));
    unlessSaid(config, "socketTimeout", String.valueOf(SILENCE.toMillis()));
    unlessSaid(config, "tcpKeepAlive", "true");
    if (text.startsWith(MARIADB)) {
      String limit = "idle_transaction_timeout=" + Math.max(1, lease.toSeconds() / 2);
      if (text.contains(VARIABLES + "=")) {
        config.setConnectionInitSql("set session " + limit);
      } else {
        // The driver's own setting: it connects again without the pool, where there are several.
        config.addDataSourceProperty(VARIABLES, limit);
      }
    }
    HikariDataSource pool = pool(config);
    return new Opened(JdbcStores.mysql(pool), pool, pool);
  }

  private static HikariDataSource pool(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StoreException(
          StoreException.Kind.PERMANENT, "its driver does not accept this URL", e);
    }
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
    public void close() {
      try (AutoCloseable after = pool;
          JdbcStores first = database) {
        // Closed in turn, the second also if the first did not close well.
      } catch (Exception e) {
        throw new StoreException(StoreException.Kind.TRANSIENT, Causes.words(e), e);
      }
    }
  }
}
