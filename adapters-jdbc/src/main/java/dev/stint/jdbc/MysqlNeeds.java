package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  private static final String NO_LIMIT = "18446744073709551615";

  /**
   * What ends statements after a time (in seconds on MariaDB, in milliseconds on MySQL), leaves
   * rows out of their answers without a word, or refuses them by what they look at; with the value
   * that does not.
   */
  private static final Map<String, String> LIMITS =
      Map.of(
          "max_statement_time", "0",
          "max_execution_time", "0",
          "sql_select_limit", NO_LIMIT,
          "max_join_size", NO_LIMIT,
          "sql_safe_updates", "0");

  /** What a node of a Galera cluster waits for: reads, updates and deletes, inserts. */
  private static final int ALL_WAIT = 7;

  private static final String WAITS = "wsrep_sync_wait";

  private volatile boolean unfit;

  /** The host's own value on a node that may answer by what it has not heard yet. */
  private volatile Optional<String> lags = Optional.empty();

  private volatile List<String> limits = List.of();
  private volatile String database = "";

  @Override
  public void look(Connection first) throws SQLException {
    Products.refuseOther(first, Products.MYSQL);
    refuse(first);
    List<String> modes = Arrays.asList(one(first, "select @@session.sql_mode").split(","));
    limits = limits(first);
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

  /** Those that this server knows and a host's connections set. */
  private static List<String> limits(Connection first) throws SQLException {
    List<String> limits = new ArrayList<>();
    for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
      if (variable(first, limit.getKey()).isPresent() && limited(first, limit)) {
        limits.add(limit.getKey());
      }
    }
    return List.copyOf(limits);
  }

  private static boolean limited(Connection first, Map.Entry<String, String> limit)
      throws SQLException {
    BigDecimal value = new BigDecimal(session(first, limit.getKey()));
    return value.compareTo(new BigDecimal(limit.getValue())) != 0;
  }

  private static String session(Connection connection, String name) throws SQLException {
    return one(connection, "select @@session." + name);
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
    for (String limit : limits) {
      undo = unlimited(taken, limit).then(undo);
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
    String before = session(taken, name);
    set(taken, name, LIMITS.getOrDefault(name, NO_LIMIT));
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
