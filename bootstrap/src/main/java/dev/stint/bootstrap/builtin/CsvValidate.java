package dev.stint.bootstrap.builtin;

import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.PermanentFailureException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the table ready, once, in one commit with its own checkpoint. */
final class CsvValidate implements ChunkedAction<CsvImport, String, String> {

  private final CsvOthers others;

  /**
   * @param others what else is loaded into the same database
   */
  CsvValidate(CsvOthers others) {
    this.others = others;
  }

  @Override
  public Class<String> cursorType() {
    return String.class;
  }

  @Override
  public boolean atomic() {
    return true;
  }

  @Override
  public Chunk<String, String> next(CsvImport arguments, Optional<String> after, int size) {
    List<String> items = after.isPresent() ? List.of() : List.of(arguments.table());
    return new Chunk<>(items, "ready", true);
  }

  @Override
  public void process(CsvImport arguments, List<String> items, ChunkContext context)
      throws Exception {
    CsvHeader header = CsvHeader.read(arguments.file());
    Connection connection = context.transaction(Connection.class);
    others.refuse(connection, context.action().task(), arguments.table());
    try (Statement statement = connection.createStatement()) {
      if (arguments.replace()) {
        statement.execute("drop table if exists " + CsvHeader.quoted(arguments.table()));
      }
      statement.execute(header.createTable(arguments.table()));
      if (!arguments.append()) {
        refuseRows(statement, arguments.table());
      }
      checkColumns(statement, arguments.table(), header);
    }
  }

  /** By metadata: SQLite reads a quoted name that is no column as a text. */
  private static void checkColumns(Statement statement, String table, CsvHeader header)
      throws SQLException {
    try (ResultSet none =
        statement.executeQuery("select * from " + CsvHeader.quoted(table) + " where 1 = 0")) {
      ResultSetMetaData found = none.getMetaData();
      Set<String> missing = new LinkedHashSet<>(List.of(CsvHeader.KEY));
      missing.addAll(header.columns());
      for (int i = 1; i <= found.getColumnCount(); i++) {
        missing.remove(found.getColumnName(i));
      }
      if (!missing.isEmpty()) {
        throw new PermanentFailureException(
            "table '%s' has no column %s; say --replace or another table with --into"
                .formatted(table, String.join(", ", missing)));
      }
    }
  }

  private static void refuseRows(Statement statement, String table) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select 1 from " + CsvHeader.quoted(table) + " limit 1")) {
      if (rows.next()) {
        throw new PermanentFailureException(
            "table '" + table + "' holds rows already; say --append or --replace");
      }
    }
  }
}
