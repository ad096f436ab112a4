package dev.stint.jdbc;

import dev.stint.application.spi.Causes;
import dev.stint.application.spi.StoreException;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells by code, never by text, whether trying again can help. Every cause and every next exception
 * is asked: drivers and pools hide the one that knows.
 */
final class Failures {

  /** Connection, resources, operator, serialization, lock: PostgreSQL, appendix A. */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40", "25");

  /**
   * Of PostgreSQL: a pool whose transactions only read, are serializable, or may take less time.
   */
  private static final Set<String> IN_THE_WAY = Set.of("25006", "40001", "57014");

  /**
   * Serialization failure, which MariaDB and H2 call a deadlock too; a deadlock of PostgreSQL's.
   */
  private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

  private static final Set<String> PASSING_STATES = Set.of("55P03", "XX000");

  /**
   * Lock timeout, changed by another, closed, broken, opened by another process, read or written
   * badly: h2database.com/javadoc/org/h2/api/ErrorCode.html.
   */
  private static final Set<String> PASSING_H2 =
      Set.of("HYT00", "90131", "90098", "90121", "90067", "90020", "90028", "90031");

  /** Of Stint's statements only those meet that another transaction runs at the same moment. */
  static final String H2_SAME_KEY = "23505";

  private static final String H2 = "org.h2.";

  /** What H2 makes of a file that cannot be written or read, as on a full disk. */
  private static final int H2_GENERAL = 50_000;

  /**
   * BUSY, LOCKED, READONLY, INTERRUPT, IOERR, CANTOPEN, FULL, PROTOCOL: sqlite.org/rescode.html.
   */
  private static final Set<Integer> PASSING_SQLITE = Set.of(5, 6, 8, 9, 10, 13, 14, 15);

  /**
   * Interrupted or out of time, lock wait timeout, deadlock, too many locks or transactions, record
   * or definition changed, refused at the commit by other nodes, read only, shutdown, out of memory
   * or threads, disk or table full: mariadb.com/kb/en/mariadb-error-codes and
   * dev.mysql.com/doc/mysql-errors. Their states say nothing.
   */
  private static final Set<Integer> PASSING_MYSQL =
      Set.of(
          1317, 1969, 3024, 1205, 1213, 1206, 1637, 1020, 1412, 1615, 1180, 3100, 1290, 1836, 1053,
          4031, 1037, 1038, 1041, 1135, 1021, 1026, 1030, 1114);

  /** What an hour or a user is allowed is used up; its state is that of wrong syntax. */
  private static final int MYSQL_USED_UP = 1226;

  /** A right is missing: insufficient_privilege of PostgreSQL, NOT_ENOUGH_RIGHTS of H2. */
  private static final Set<String> DENIED_STATES = Set.of("42501", "90096");

  /** Access to a database, a table, a column, a routine or an option is denied. */
  private static final Set<Integer> DENIED_MYSQL = Set.of(1044, 1142, 1143, 1227, 1370);

  private static final Set<String> MYSQL_GENERAL = Set.of("HY000", "HY001", "70100");

  /** A packet that is too large comes with the state of a lost connection. */
  private static final int MYSQL_TOO_LARGE = 1153;

  private static final String MARIADB_TOO_LARGE =
      "org.mariadb.jdbc.util.exceptions.MaxAllowedPacketException";

  private enum Said {
    PASSING,
    LASTING,
    NOTHING
  }

  private Failures() {}

  /** Whether a transaction of Stint's own gets round what kept a statement from its commit. */
  static boolean standsInTheWay(Throwable error) {
    return IN_THE_WAY.stream().anyMatch(state -> hasState(error, state));
  }

  /** The error as the store's own; one that no code speaks of may pass. */
  static StoreException of(Throwable error) {
    List<Throwable> all = all(error);
    for (Throwable cause : all) {
      if (cause instanceof StoreException known) {
        return known;
      }
    }
    return speaking(all)
        .map(
            sql ->
                new StoreException(kind(all), "the database refused: " + Causes.words(sql), error))
        .orElseGet(
            () ->
                new StoreException(
                    driver(error), "the database failed: " + Causes.words(error), error));
  }

  /** Whether a code says that trying again can help. */
  static boolean passing(Throwable error) {
    List<Throwable> all = all(error);
    return passes(all) && !tooLarge(all);
  }

  /** Whether the database rolled a whole transaction back in favour of another one. */
  static boolean isRolledBack(Throwable error) {
    return ROLLED_BACK.stream().anyMatch(state -> hasState(error, state));
  }

  /** Whether one of the causes carries the SQL state. */
  static boolean hasState(Throwable error, String state) {
    return all(error).stream()
        .anyMatch(e -> e instanceof SQLException sql && state.equals(sql.getSQLState()));
  }

  /** Whether the connection is gone. */
  static boolean disconnected(Throwable error) {
    return all(error).stream()
        .anyMatch(
            e ->
                e instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("08"));
  }

  private static List<Throwable> all(Throwable error) {
    return Causes.of(error, Failures::next);
  }

  private static List<Throwable> next(Throwable error) {
    return error instanceof SQLException sql && sql.getNextException() != null
        ? List.of(sql.getNextException())
        : List.of();
  }

  /** The first with the database's own words; a batch only says which statement it was. */
  private static Optional<SQLException> speaking(List<Throwable> all) {
    return all.stream()
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .min(Comparator.comparing(BatchUpdateException.class::isInstance));
  }

  private static StoreException.Kind kind(List<Throwable> all) {
    if (all.stream().anyMatch(Failures::denies)) {
      return StoreException.Kind.DENIED;
    }
    boolean lasting = tooLarge(all) || (says(all, Said.LASTING) && !passes(all));
    return lasting ? StoreException.Kind.PERMANENT : StoreException.Kind.TRANSIENT;
  }

  private static boolean denies(Throwable error) {
    if (!(error instanceof SQLException sql) || sql.getSQLState() == null) {
      return false;
    }
    return DENIED_STATES.contains(sql.getSQLState())
        || sql.getSQLState().equals("42000") && DENIED_MYSQL.contains(sql.getErrorCode());
  }

  private static boolean tooLarge(List<Throwable> all) {
    return all.stream()
        .anyMatch(
            e ->
                e instanceof SQLException sql && sql.getErrorCode() == MYSQL_TOO_LARGE
                    || e.getClass().getName().equals(MARIADB_TOO_LARGE));
  }

  private static boolean passes(List<Throwable> all) {
    return says(all, Said.PASSING) || fileFails(all);
  }

  private static boolean fileFails(List<Throwable> all) {
    return all.stream().anyMatch(IOException.class::isInstance)
        && all.stream()
            .anyMatch(
                e ->
                    e instanceof SQLException sql && sql.getErrorCode() == H2_GENERAL && ofH2(sql));
  }

  private static boolean says(List<Throwable> all, Said what) {
    return all.stream().anyMatch(e -> e instanceof SQLException sql && said(sql) == what);
  }

  /** All else is a fault of Stint's. */
  private static StoreException.Kind driver(Throwable error) {
    return Causes.any(error, Failures::ofDriverOrMachine)
        ? StoreException.Kind.TRANSIENT
        : StoreException.Kind.PERMANENT;
  }

  /** A driver or a pool that is being closed throws the first two. */
  private static boolean ofDriverOrMachine(Throwable error) {
    return error instanceof NullPointerException
        || error instanceof IllegalStateException
        || error instanceof Error;
  }

  private static Said said(SQLException error) {
    String state = error.getSQLState();
    if (error instanceof SQLTransientException
        || error instanceof SQLRecoverableException
        || error instanceof SQLNonTransientConnectionException) {
      return Said.PASSING;
    }
    if (state == null || state.length() != 5) {
      return ofCode(error);
    }
    boolean handover =
        PASSING_CLASSES.contains(state.substring(0, 2))
            || PASSING_STATES.contains(state)
            || (ofH2(error) && (PASSING_H2.contains(state) || state.equals(H2_SAME_KEY)))
            || (MYSQL_GENERAL.contains(state) && PASSING_MYSQL.contains(error.getErrorCode()))
            || (state.equals("42000") && error.getErrorCode() == MYSQL_USED_UP);
    boolean general = MYSQL_GENERAL.contains(state) && error.getErrorCode() == 0;
    return handover ? Said.PASSING : general ? Said.NOTHING : Said.LASTING;
  }

  private static boolean ofH2(SQLException error) {
    return error.getClass().getName().startsWith(H2);
  }

  /** SQLite's codes; pools and drivers that say nothing leave 0. */
  private static Said ofCode(SQLException error) {
    int code = error.getErrorCode() & 0xff;
    if (PASSING_SQLITE.contains(code)) {
      return Said.PASSING;
    }
    boolean lasting = code != 0 || error instanceof SQLNonTransientException;
    return lasting ? Said.LASTING : Said.NOTHING;
  }
}
