package dev.stint.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The version of Stint's tables. A change of them is a new numbered file, listed here, whose types
 * come from the dialect; what a database ran that was released never changes, for it remembers. A
 * change that older builds cannot work with begins a new hundred.
 */
final class Schema {

  /** In {@code migration}, in order; read by name, so that no class path is searched. */
  static final List<String> MIGRATIONS =
      List.of(
          "V1__tasks.sql",
          "V2__key_lapse.sql",
          "V3__run_records.sql",
          "V100__ready_state.sql",
          "V101__turn.sql",
          "V102__tombstones.sql",
          "V103__asking.sql",
          "V104__asking_live.sql",
          "V105__serial_key_locks.sql",
          "V106__wait_numbers.sql");

  /** What this build needs. */
  static final int VERSION = number(MIGRATIONS.get(MIGRATIONS.size() - 1).substring(1));

  static final String HISTORY = "stint_schema_history";

  private static final int HUNDRED = 100;
  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");
  private static final int SQLITE_ERROR = 1;

  private Schema() {}

  /** A migration as one database reads it: its own file of the name, or the common one. */
  static String migration(SqlWords words, String name) {
    return Statements.file("%s/migration/%s".formatted(words.name(), name))
        .or(() -> Statements.file("migration/" + name))
        .map(new Template(words, Statements::part)::expand)
        .orElseThrow(() -> new IllegalStateException("no migration " + name));
  }

  /**
   * Does nothing if this build can work with the tables, or if a host made them by its own means.
   *
   * @throws UnfitTablesException saying what to do
   */
  static void check(Connection connection) throws SQLException {
    OptionalInt found = version(connection);
    if (found.isPresent() && found.getAsInt() > 0) {
      compare(found.getAsInt());
    } else if (!there(connection)) {
      throw new UnfitTablesException(
          0, "the database has no Stint tables; call JdbcStores.migrate() or run 'stint migrate'");
    }
  }

  private static void compare(int found) {
    if (found < VERSION) {
      throw new UnfitTablesException(
          found,
          "Stint's tables have version %d and this build needs version %d; call JdbcStores.migrate() or run 'stint migrate'"
              .formatted(found, VERSION));
    }
    if (found / HUNDRED > VERSION / HUNDRED) {
      throw new UnfitTablesException(
          found,
          "Stint's tables have version %d, and this build knows versions up to %d; use a newer release of Stint"
              .formatted(found, VERSION / HUNDRED * HUNDRED + HUNDRED - 1));
    }
  }

  /** Empty where none is told: no history, or no right to read it. */
  static OptionalInt version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                quoted(
                    connection,
                    "select %1$sversion%1$s from %1$s" + HISTORY + "%1$s where %1$ssuccess%1$s"))) {
      OptionalInt highest = OptionalInt.empty();
      while (rows.next()) {
        String version = rows.getString(1);
        if (version != null) {
          highest = OptionalInt.of(Math.max(number(version), highest.orElse(0)));
        }
      }
      return highest;
    } catch (SQLException e) {
      return untold(e, OptionalInt.empty());
    }
  }

  /** Flyway writes its names in quotes, which some databases take for other names than without. */
  static String quoted(Connection connection, String sql) throws SQLException {
    return sql.formatted(connection.getMetaData().getIdentifierQuoteString());
  }

  private static boolean there(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("select 1 from stint_task where 1 = 0")) {
      return true;
    } catch (SQLException e) {
      return untold(e, !noTable(e));
    }
  }

  /** A database that is away tells nothing; it is asked again. */
  private static <T> T untold(SQLException error, T answer) throws SQLException {
    if (Failures.passing(error)) {
      throw error;
    }
    return answer;
  }

  private static boolean noTable(SQLException error) {
    return error.getSQLState() == null
        ? (error.getErrorCode() & 0xff) == SQLITE_ERROR
        : NO_TABLE.contains(error.getSQLState());
  }

  /** The number at the beginning. */
  static int number(String version) {
    String digits = version.replaceFirst("\\D.*", "");
    return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
  }
}
