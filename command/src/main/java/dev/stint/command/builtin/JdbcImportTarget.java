package dev.stint.command.builtin;

import dev.stint.application.api.ChunkContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** Tables of the relational database that keeps the tasks: rows and checkpoint are one commit. */
public final class JdbcImportTarget implements ImportTarget {

  private final DataSource database;
  private final ImportsUnderWay others;

  /**
   * @param database the one that chunks are written to, for reading
   */
  public JdbcImportTarget(DataSource database, ImportsUnderWay others) {
    this.database = database;
    this.others = others;
  }

  @Override
  public boolean atomic() {
    return true;
  }

  @Override
  public void prepare(Load load, ChunkContext context) throws Exception {
    Connection connection = context.transaction(Connection.class);
    String table = load.table();
    ImportLimits.of(connection).check(load);
    ImportTurn.of(connection).take(connection, load);
    others.refuse(load.task(), table);
    ImportTable sql = ImportTable.on(connection, table, load.columns());
    if (connection.getMetaData().dataDefinitionCausesTransactionCommit()) {
      // Beside the chunk, which holds its turn until it commits.
      try (Connection beside = database.getConnection()) {
        make(beside, sql, load);
      }
    } else {
      make(connection, sql, load);
    }
  }

  private static void make(Connection connection, ImportTable sql, Load load) throws Exception {
    try (Statement statement = connection.createStatement()) {
      create(statement, sql, load);
      if (!load.arguments().append()) {
        refuseRows(statement, sql);
      }
      checkColumns(statement, sql);
    }
  }

  private static void create(Statement statement, ImportTable sql, Load load) throws Exception {
    try {
      if (load.arguments().replace()) {
        statement.execute(sql.drop());
      }
      statement.execute(sql.create());
    } catch (SQLException e) {
      throw ImportLimits.of(statement.getConnection()).told(e, load);
    }
  }

  /** By metadata: SQLite reads a quoted name that is no column as a text. */
  private static void checkColumns(Statement statement, ImportTable sql) throws SQLException {
    try (ResultSet none = statement.executeQuery(sql.none())) {
      ResultSetMetaData found = none.getMetaData();
      Set<String> missing = new LinkedHashSet<>(List.of(CsvHeader.KEY));
      missing.addAll(sql.columns());
      for (int i = 1; i <= found.getColumnCount(); i++) {
        missing.remove(found.getColumnName(i));
      }
      if (!missing.isEmpty()) {
        throw ImportRefusals.columns(sql.name(), missing);
      }
    }
  }

  private static void refuseRows(Statement statement, ImportTable sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql.any())) {
      if (rows.next()) {
        throw ImportRefusals.rows(sql.name());
      }
    }
  }

  @Override
  public long lastKey(String table) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet last =
            statement.executeQuery(ImportTable.on(connection, table, List.of()).lastKey())) {
      last.next();
      return last.getLong(1);
    }
  }

  @Override
  public void write(Load load, List<Row> rows, ChunkContext context) throws SQLException {
    Connection connection = context.transaction(Connection.class);
    ImportTable sql = ImportTable.on(connection, load.table(), load.columns());
    try (PreparedStatement insert = connection.prepareStatement(sql.insert())) {
      for (Row row : rows) {
        insert.setLong(1, row.key());
        for (int i = 0; i < row.values().size(); i++) {
          insert.setString(i + 2, row.values().get(i));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  @Override
  public Counts finish(Load load) throws SQLException {
    List<String> columns = load.columns();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet counts =
            statement.executeQuery(ImportTable.on(connection, load.table(), columns).counts())) {
      counts.next();
      Map<String, Long> filled = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        filled.put(columns.get(i), counts.getLong(i + 2));
      }
      return new Counts(counts.getLong(1), filled);
    }
  }
}
