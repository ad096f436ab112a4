package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Refuses an H2 server, whose clock is another's, and has every commit written before it answers.
 */
final class H2Needs implements HostConnections.Needs {

  /** As long as other databases wait for a lock; H2 itself gives up after one or two seconds. */
  private static final int LOCK_MILLIS = 20_000;

  private static final String MODE =
      "select setting_value from information_schema.settings where setting_name = 'MODE'";

  /** Modes that read an empty text as null, or know no {@code limit}. */
  private static final List<String> OTHER_SQL = List.of("Oracle", "MSSQLServer", "Derby", "STRICT");

  /** Error codes: h2database.com/javadoc/org/h2/api/ErrorCode.html. */
  private static final int NO_ADMINISTRATOR = 90_040;

  private static final int DATABASE_CLOSED = 90_098;

  private volatile boolean file = true;

  @Override
  public void look(Connection first) throws SQLException {
    Products.refuseOther(first, Products.H2);
    String url = String.valueOf(first.getMetaData().getURL());
    if (url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:")) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "an H2 server is not supported, only H2 inside the process: jdbc:h2:mem:… or a file");
    }
    file = !url.startsWith("jdbc:h2:mem:");
    refuseMode(first);
  }

  private static void refuseMode(Connection first) throws SQLException {
    try (Statement statement = first.createStatement();
        ResultSet mode = statement.executeQuery(MODE)) {
      String name = mode.next() ? mode.getString(1) : "";
      if (OTHER_SQL.stream().anyMatch(name::equalsIgnoreCase)) {
        throw new StoreException(
            StoreException.Kind.PERMANENT,
            "H2 in MODE=%s is not supported, for it reads statements otherwise; leave the mode out, or give Stint a database of its own"
                .formatted(name));
      }
    }
  }

  /**
   * Has to be said each time the file was opened, which may be whenever no connection was left: H2
   * keeps the setting, shows it, and then writes nothing by itself until it is said again.
   */
  private static void writeAtOnce(Connection taken) throws SQLException {
    try (Statement statement = taken.createStatement()) {
      statement.execute("set write_delay 0");
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_ADMINISTRATOR) {
        throw e;
      }
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "this H2 loses what it answered when its process is killed; connect as a user with"
              + " administrator rights, so that Stint can set WRITE_DELAY to 0",
          e);
    }
  }

  /**
   * H2 closes a database whose file it cannot write, as on a full disk. Each new connection opens
   * it again; one from before answers nothing any more, and says that it is valid.
   */
  @Override
  public boolean isOver(SQLException error) {
    return error.getErrorCode() == DATABASE_CLOSED;
  }

  @Override
  public boolean overNetwork() {
    return false;
  }

  /**
   * H2 saves its maps one after the other while others write. Such a save is torn: a task is both
   * finished and live, or a row is in a table and not in its index; and it stays so if the process
   * is killed before the next save (h2database issue 2080).
   */
  @Override
  public boolean oneWriter() {
    return file;
  }

  @Override
  public List<String> warnings() {
    return file
        ? List.of(
            "H2 in a file may lose the last of what it answered when its process is killed, and"
                + " keep half of a transaction where others write beside Stint; where nothing may"
                + " be lost use SQLite or a server")
        : List.of();
  }

  @Override
  public Undo set(Connection taken) throws SQLException {
    if (file) {
      writeAtOnce(taken);
    }
    int before = number(taken, "select lock_timeout()");
    lockTimeout(taken, LOCK_MILLIS);
    return connection -> lockTimeout(connection, before);
  }

  private static void lockTimeout(Connection connection, int millis) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout " + millis);
    }
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }
}
