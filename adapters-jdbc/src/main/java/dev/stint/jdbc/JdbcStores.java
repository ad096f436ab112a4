package dev.stint.jdbc;

import dev.stint.application.api.Config;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;

/** One relational database as Stint sees it: its stores and its mutexes. Thread-safe. */
public final class JdbcStores implements StoreBackend, AutoCloseable {

  private final Dialect dialect;
  private final Database database;
  private final DataSource migrations;
  private final AutoCloseable closing;
  private final Optional<JdbcWakeups> wakeups;
  private final Optional<Duration> lease;
  private final Optional<HostTransactions> chunks;

  private JdbcStores(
      Dialect dialect,
      Database database,
      DataSource migrations,
      AutoCloseable closing,
      Optional<JdbcWakeups> wakeups,
      Optional<Duration> lease) {
    this(dialect, database, migrations, closing, wakeups, lease, Optional.empty());
  }

  private JdbcStores(
      Dialect dialect,
      Database database,
      DataSource migrations,
      AutoCloseable closing,
      Optional<JdbcWakeups> wakeups,
      Optional<Duration> lease,
      Optional<HostTransactions> chunks) {
    this.chunks = chunks;
    this.wakeups = wakeups;
    this.lease = lease;
    this.dialect = dialect;
    this.database = database;
    this.migrations = migrations;
    this.closing = closing;
  }

  /**
   * Over the host's own pool, as the database behind it asks for; takes a connection to look. On
   * SQLite beside the pool: connections of Stint's own to the same file.
   *
   * @throws StoreException if there is no connection, or no database that Stint knows behind it
   */
  public static JdbcStores of(DataSource dataSource, Duration lease) {
    try (Connection connection = dataSource.getConnection()) {
      Dialect found = Dialects.of(connection).orElseThrow(() -> unknown(connection));
      if (found == Dialects.SQLITE) {
        return sqlite(fileOf(connection.getMetaData().getURL()));
      }
      return found == Dialects.POSTGRESQL
          ? postgresql(dataSource, lease)
          : found == Dialects.MYSQL ? mysql(dataSource) : h2(dataSource);
    } catch (SQLException | RuntimeException e) {
      throw Failures.of(e);
    }
  }

  private static StoreException unknown(Connection connection) {
    String product;
    try {
      product = connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      product = "unknown";
    }
    return new StoreException(
        StoreException.Kind.PERMANENT,
        "the data source is of a database that Stint does not know: " + product);
  }

  private static String fileOf(String url) {
    if (url.contains(":memory:") || url.contains("mode=memory")) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "a SQLite database in memory is one connection's alone; name a file, such as"
              + " jdbc:sqlite:stint.db");
    }
    return url;
  }

  /**
   * Over the host's own pool, which stays the host's to close, for workers of the default lease.
   */
  public static JdbcStores postgresql(DataSource dataSource) {
    return postgresql(dataSource, Config.DEFAULT.lease());
  }

  /**
   * Over the host's own pool, which stays the host's to close.
   *
   * @param lease of the workers: half of it bounds how long a stopped process can hold a chunk open
   */
  public static JdbcStores postgresql(DataSource dataSource, Duration lease) {
    PostgresDatabase database = new PostgresDatabase(dataSource, lease.dividedBy(2));
    return new JdbcStores(
        Dialects.POSTGRESQL,
        database,
        dataSource,
        () -> {},
        Optional.of(new JdbcWakeups(database)),
        Optional.of(lease));
  }

  /**
   * MariaDB 10.6 or MySQL 8 and later, over the host's own pool, which stays the host's to close. A
   * process that stops inside an atomic chunk keeps that task's row until the server ends its
   * transaction: on MariaDB set {@code idle_transaction_timeout} below the lease.
   */
  public static JdbcStores mysql(DataSource dataSource) {
    return pooled(dataSource, Dialects.MYSQL);
  }

  /**
   * A SQLite file, for processes of one machine.
   *
   * @param url such as {@code jdbc:sqlite:stint.db}
   * @throws StoreException if it cannot be opened
   */
  public static JdbcStores sqlite(String url) {
    return sqlite(SqliteDatabase.dataSource(url));
  }

  /**
   * @param source whose connections have the settings that the promises need
   */
  static JdbcStores sqlite(DataSource source) {
    try {
      SqliteDatabase database = new SqliteDatabase(source);
      return new JdbcStores(
          Dialects.SQLITE, database, source, database, Optional.empty(), Optional.empty());
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  /**
   * H2 inside this process, in memory or in a file, over the host's own pool, which stays the
   * host's to close. For tests and small installations; its settings become those that the promises
   * need.
   */
  public static JdbcStores h2(DataSource dataSource) {
    return pooled(dataSource, Dialects.H2);
  }

  private static JdbcStores pooled(DataSource dataSource, Dialect dialect) {
    return new JdbcStores(
        dialect,
        new PooledDatabase(dataSource, dialect),
        dataSource,
        () -> {},
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Creates or upgrades Stint's own tables; leaves all others alone. Safe to repeat. Takes two
   * connections at once, and a right to make tables.
   *
   * @throws StoreException if the tables could not be made
   */
  public JdbcStores migrate() {
    new Migration(migrations, dialect).run();
    return this;
  }

  /**
   * The same with atomic chunks inside the host's own transactions, in which all its data access
   * takes part.
   *
   * @throws IllegalArgumentException on SQLite, which writes on a connection of its own
   */
  public JdbcStores chunksIn(HostTransactions host) {
    if (database.ownConnection()) {
      throw new IllegalArgumentException("SQLite writes on a connection of its own");
    }
    return new JdbcStores(
        dialect, database, migrations, closing, wakeups, lease, Optional.of(host));
  }

  /** Whether it writes on one connection of its own, as to a SQLite file. */
  public boolean ownConnection() {
    return database.ownConnection();
  }

  /**
   * The same on another clock than the database's, such as one that a test moves. Never in
   * production: processes on different clocks take each other's tasks.
   */
  public JdbcStores onClock(InstantSource clock) {
    return on((Clock) () -> Row.micros(clock.instant()));
  }

  /** The same on another clock; for tests. */
  JdbcStores on(Clock clock) {
    return new JdbcStores(
        dialect, new ClockedDatabase(database, clock), migrations, closing, wakeups, lease, chunks);
  }

  /** The database beneath, for what no port can arrange; for tests. */
  Database database() {
    return database;
  }

  @Override
  public Stores stores() {
    DialectOperations operations = dialect.operations(database.statements());
    JdbcRunStore runs = new JdbcRunStore(database, operations);
    JdbcRequestStore requests = new JdbcRequestStore(database, operations);
    JdbcWorkerStore workers = new JdbcWorkerStore(database, operations);
    return new Stores(
        requests,
        runs,
        new JdbcChunkStore(database, runs, requests, workers, chunks),
        workers,
        new JdbcSteerStore(database, operations),
        new JdbcQueryStore(database),
        new JdbcWaitStore(database),
        new JdbcRegisterStore(database));
  }

  @Override
  public Mutexes mutexes() {
    return new JdbcMutexes(database);
  }

  /**
   * Hints by LISTEN and NOTIFY on PostgreSQL: a listener keeps one connection of the data source,
   * to the server itself and not through a pooler of transactions. Empty on SQLite, which has none.
   */
  @Override
  public Optional<Wakeups> wakeups() {
    return wakeups.map(Wakeups.class::cast);
  }

  @Override
  public Optional<Duration> lease() {
    return lease;
  }

  @Override
  public void close() throws Exception {
    wakeups.ifPresent(JdbcWakeups::close);
    closing.close();
  }
}
