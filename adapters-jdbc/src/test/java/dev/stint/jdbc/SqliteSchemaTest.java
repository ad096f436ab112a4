package dev.stint.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

class SqliteSchemaTest extends JdbcSchemaContract {

  @TempDir Path folder;
  private int file;

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("stint" + file + ".db");
  }

  @Override
  JdbcStores open() {
    return JdbcStores.sqlite(url());
  }

  @Override
  Connection beside() throws SQLException {
    return DriverManager.getConnection(url());
  }

  @Override
  void fresh() {
    file++;
  }
}
