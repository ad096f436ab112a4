package dev.stint.command.builtin;

import dev.stint.application.api.PermanentFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** What tables a relational database can have; a header beyond that is refused at once. */
enum ImportLimits {
  POSTGRESQL("PostgreSQL", 1_600) {
    @Override
    void checkName(String kind, String name) {
      if (kind.equals(COLUMN) && SYSTEM_COLUMNS.contains(name)) {
        throw refusal("%s '%s' is one that every table has already".formatted(kind, name));
      }
    }
  },

  /** How many columns depends on the server's page size: it says so itself. */
  MYSQL("MariaDB", Integer.MAX_VALUE) {
    @Override
    void checkName(String kind, String name) {
      if (name.codePoints().anyMatch(Character::isSupplementaryCodePoint)) {
        throw refusal(
            "%s '%s' holds a character beyond U+FFFF, such as an emoji".formatted(kind, name));
      }
      if (name.endsWith(" ")) {
        throw refusal("%s '%s' ends with a space".formatted(kind, name));
      }
    }
  },
  SQLITE("SQLite", 2_000) {
    @Override
    void checkName(String kind, String name) {}
  };

  private static final String COLUMN = "column";

  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  /** Bad words, names and sizes: SQL:2016, PostgreSQL's appendix A. */
  private static final Set<String> REFUSING = Set.of("42", "54", "22", "0A");

  private static final Set<String> TOO_MANY_STATES = Set.of("54011", "54001");

  /** Too many columns, row too large: mariadb.com/kb/en/mariadb-error-codes. */
  private static final Set<Integer> TOO_MANY_MYSQL = Set.of(1117, 1118);

  /** The same, and characters and file names that it cannot have. */
  private static final Set<Integer> REFUSING_MYSQL = Set.of(1117, 1300, 3988, 1005);

  /** Any other's words say what it does not like: sqlite.org/rescode.html, SQLITE_ERROR. */
  private static final int SQLITE_ERROR = 1;

  private final String database;
  private final int mostColumns;

  ImportLimits(String database, int mostColumns) {
    this.database = database;
    this.mostColumns = mostColumns;
  }

  static ImportLimits of(Connection connection) throws SQLException {
    return switch (connection.getMetaData().getDatabaseProductName()) {
      case "PostgreSQL" -> POSTGRESQL;
      case "MariaDB", "MySQL" -> MYSQL;
      case "H2" ->
          throw new PermanentFailureException(
              "csv.import does not load into H2: use SQLite or a server");
      default -> SQLITE;
    };
  }

  abstract void checkName(String kind, String name);

  /**
   * @throws PermanentFailureException in one sentence, if the database cannot have such a table
   */
  void check(ImportTarget.Load load) {
    if (load.columns().size() + 1 > mostColumns) {
      throw tooMany(load);
    }
    checkName("table", load.table());
    load.columns().forEach(c -> checkName(COLUMN, c));
  }

  /** What the database answered to the making of a table, in a sentence if it always will. */
  Exception told(SQLException answer, ImportTarget.Load load) {
    String state = String.valueOf(answer.getSQLState());
    int code = answer.getErrorCode();
    if (TOO_MANY_STATES.contains(state) || this == MYSQL && TOO_MANY_MYSQL.contains(code)) {
      return tooMany(load);
    }
    boolean refused =
        switch (this) {
          case SQLITE -> (code & 0xff) == SQLITE_ERROR;
          case MYSQL -> REFUSING_MYSQL.contains(code) || REFUSING.contains(classOf(state));
          case POSTGRESQL -> REFUSING.contains(classOf(state)) && !state.equals("42P07");
        };
    String words = String.valueOf(answer.getMessage()).lines().findFirst().orElse("");
    return refused ? refusal("it answers: " + words) : answer;
  }

  private static String classOf(String state) {
    return state.length() == 5 ? state.substring(0, 2) : "";
  }

  private PermanentFailureException tooMany(ImportTarget.Load load) {
    return refusal(
        "the header of %s names %d columns, more than it has room for"
            .formatted(load.arguments().file(), load.columns().size()));
  }

  PermanentFailureException refusal(String why) {
    return new PermanentFailureException(database + " cannot have such a table: " + why);
  }
}
