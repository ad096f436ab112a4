package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  private volatile boolean unfit;

  @Override
  public void look(Connection first) throws SQLException {
    refuse(first);
    List<String> modes = Arrays.asList(one(first, "select @@session.sql_mode").split(","));
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

  @Override
  public Undo set(Connection taken) throws SQLException {
    if (!unfit) {
      return Undo.NOTHING;
    }
    String before = one(taken, "select @@session.sql_mode");
    mode(taken, MODE);
    return connection -> mode(connection, before);
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
