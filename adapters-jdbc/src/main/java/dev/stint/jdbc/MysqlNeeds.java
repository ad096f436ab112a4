package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what cannot keep Stint's promises, and sets the SQL mode where the host's lets the server
 * change what is written.
 */
final class MysqlNeeds implements HostConnections.Needs {

  private static final String MODE = "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION";
  private static final Set<String> STRICT = Set.of("STRICT_TRANS_TABLES", "STRICT_ALL_TABLES");

  /** Other quotes, other operators, texts that become null. */
  private static final Set<String> OTHER =
      Set.of(
          "ANSI_QUOTES", "EMPTY_STRING_IS_NULL", "ORACLE", "MSSQL", "DB2", "HIGH_NOT_PRECEDENCE");

  /** Ends statements after so long: MariaDB's, in seconds, and MySQL's, in milliseconds. */
  private static final List<String> TIME_LIMITS =
      List.of("max_statement_time", "max_execution_time");

  /** What a node of a Galera cluster waits for: reads, updates and deletes, inserts. */
  private static final int ALL_WAIT = 7;

  private static final String WAITS = "wsrep_sync_wait";

  private volatile boolean unfit;

  /** The host's own value on a node that may answer by what it has not heard yet. */
  private volatile Optional<String> lags = Optional.empty();

  private volatile Optional<String> limit = Optional.empty();
  private volatile String database = "";

  @Override
  public void look(Connection first) throws SQLException {
    refuse(first);
    List<String> modes = Arrays.asList(one(first, "select @@session.sql_mode").split(","));
    limit = limit(first);
    lags = lags(first);
    database = String.valueOf(first.getCatalog());
    unfit = modes.stream().noneMatch(STRICT::contains) || modes.stream().anyMatch(OTHER::contains);
  }

  /**
   * @throws StoreException permanent, for what is known to break promises
   */
  static void refuse(Connection first) throws SQLException {
    if (one(first, "select version()").toLowerCase(Locale.ROOT).contains("tidb")) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "TiDB is not supported: its locks do not skip what others hold; use MariaDB or MySQL");
    }
    String url = String.valueOf(first.getMetaData().getURL()).toLowerCase(Locale.ROOT);
    if (url.contains("useaffectedrows=true")) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "useAffectedRows=true is not supported: a write that changes nothing would look refused;"
              + " take it out of the JDBC URL");
    }
  }

  /** The one that this server knows, if a host's connections set it. */
  private static Optional<String> limit(Connection first) throws SQLException {
    for (String name : TIME_LIMITS) {
      if (variable(first, name).filter(v -> Double.parseDouble(v) > 0).isPresent()) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /**
   * A pool may have connections to several nodes of a Galera cluster: what was claimed on one would
   * be settled on another that does not know of the claim yet, and be refused as stale.
   */
  private static Optional<String> lags(Connection first) throws SQLException {
    return variable(first, "wsrep_on").filter("ON"::equals).isEmpty()
        ? Optional.empty()
        : variable(first, WAITS).filter(v -> (Integer.parseInt(v) & ALL_WAIT) != ALL_WAIT);
  }

  /** Of the session; empty where the server has none of the name. */
  private static Optional<String> variable(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show session variables like '" + name + "'")) {
      return row.next() ? Optional.ofNullable(row.getString(2)) : Optional.empty();
    }
  }

  @Override
  public Undo set(Connection taken) throws SQLException {
    Undo undo = unfit ? strict(taken) : Undo.NOTHING;
    if (limit.isPresent()) {
      undo = unlimited(taken, limit.get()).then(undo);
    }
    if (lags.isPresent()) {
      undo = abreast(taken, lags.get()).then(undo);
    }
    return there(taken).then(undo);
  }

  /** Each transaction begins with what all nodes had committed before it. */
  private static Undo abreast(Connection taken, String before) throws SQLException {
    set(taken, WAITS, String.valueOf(ALL_WAIT));
    return connection -> set(connection, WAITS, before);
  }

  private static Undo strict(Connection taken) throws SQLException {
    String before = one(taken, "select @@session.sql_mode");
    mode(taken, MODE);
    return connection -> mode(connection, before);
  }

  /** What the server ends half way is told as an error that passes, and would be without end. */
  private static Undo unlimited(Connection taken, String name) throws SQLException {
    String before = one(taken, "select @@session." + name);
    set(taken, name, "0");
    return connection -> set(connection, name, before);
  }

  private static void set(Connection connection, String name, String value) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session " + name + " = " + value);
    }
  }

  /** In the database of the first connection, whichever the host's code left this one in. */
  private Undo there(Connection taken) throws SQLException {
    String before = String.valueOf(taken.getCatalog());
    if (before.equals(database)) {
      return Undo.NOTHING;
    }
    taken.setCatalog(database);
    return connection -> connection.setCatalog(before);
  }

  private static void mode(Connection connection, String mode) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set session sql_mode = '" + mode + "'");
    }
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
