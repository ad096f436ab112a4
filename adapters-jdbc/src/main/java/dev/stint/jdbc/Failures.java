package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.SQLException;
import java.util.Set;

/** Tells by code, never by text, whether trying again can help. */
final class Failures {

  /** Connection, resources, operator, serialization, lock: PostgreSQL, appendix A. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40", "25");

  private static final Set<String> PASSING_STATES = Set.of("55P03", "XX000");

  /**
   * BUSY, LOCKED, READONLY, INTERRUPT, IOERR, CANTOPEN, FULL, PROTOCOL: sqlite.org/rescode.html.
   */
  private static final Set<Integer> PASSING_SQLITE = Set.of(5, 6, 8, 9, 10, 13, 14, 15);

  /**
   * Interrupted, lock wait timeout, deadlock, record changed, read only, shutdown, disk or table
   * full: mariadb.com/kb/en/mariadb-error-codes. Their states say nothing.
   */
  private static final Set<Integer> PASSING_MYSQL =
      Set.of(1317, 1205, 1213, 1020, 1290, 1836, 1053, 1021, 1114, 1969, 4031);

  private static final Set<String> MYSQL_GENERAL = Set.of("HY000", "70100");

  private Failures() {}

  static StoreException of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreException known) {
        return known;
      }
      if (cause instanceof SQLException sql) {
        return new StoreException(kind(sql), "the database refused: " + sql.getMessage(), error);
      }
    }
    return new StoreException(
        StoreException.Kind.PERMANENT, "the database failed: " + error.getMessage(), error);
  }

  private static StoreException.Kind kind(SQLException error) {
    String state = error.getSQLState();
    boolean passing =
        state != null && state.length() == 5
            ? PASSING_CLASSES.contains(state.substring(0, 2))
                || PASSING_STATES.contains(state)
                || MYSQL_GENERAL.contains(state) && PASSING_MYSQL.contains(error.getErrorCode())
            : PASSING_SQLITE.contains(error.getErrorCode() & 0xff)
                || error instanceof java.sql.SQLTransientException
                || error instanceof java.sql.SQLRecoverableException;
    return passing ? StoreException.Kind.TRANSIENT : StoreException.Kind.PERMANENT;
  }
}
