package dev.stint.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A SQLite file of its own, copied from one whose tables were made once for this JVM. */
final class SqliteFixture extends JdbcFixture {

  private static final Path MIGRATED = migrated();

  private final Path file;
  private final List<Connection> opened;

  SqliteFixture() {
    this(file());
  }

  private SqliteFixture(Path file) {
    this(file, new ArrayList<>());
  }

  private SqliteFixture(Path file, List<Connection> opened) {
    super(JdbcStores.sqlite(noting("jdbc:sqlite:" + file, opened)));
    this.file = file;
    this.opened = opened;
  }

  private static DataSource noting(String url, List<Connection> opened) {
    DataSource real = SqliteDatabase.dataSource(url);
    return (DataSource)
        Proxy.newProxyInstance(
            SqliteFixture.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(real, arguments);
              if (answer instanceof Connection connection) {
                opened.add(connection);
              }
              return answer;
            });
  }

  /** Sets all connections that are open. */
  void pragma(String value) {
    for (Connection connection : List.copyOf(opened)) {
      try {
        if (!connection.isClosed()) {
          set(connection, value);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void set(Connection connection, String value) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma " + value);
    }
  }

  private static Path migrated() {
    try {
      Path file = Files.createTempDirectory("stint-migrated").resolve("stint.db");
      JdbcStores.sqlite("jdbc:sqlite:" + file).migrate().close();
      return file;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path file() {
    try {
      return Files.copy(MIGRATED, Files.createTempDirectory("stint-contract").resolve("stint.db"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** And the bytes of its files, where what was replaced may stand still. */
  @Override
  public String everything() {
    StringBuilder all = new StringBuilder(super.everything());
    for (String end : new String[] {"", "-wal"}) {
      Path part = Path.of(file + end);
      try {
        all.append(
            Files.exists(part)
                ? new String(Files.readAllBytes(part), StandardCharsets.ISO_8859_1)
                : "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString();
  }

  String url() {
    return "jdbc:sqlite:" + file;
  }

  @Override
  public void close() {
    try {
      jdbc.close();
      for (String end : new String[] {"-wal", "-shm", ""}) {
        Files.deleteIfExists(Path.of(file + end));
      }
      Files.delete(file.getParent());
    } catch (Exception e) {
      throw new IllegalStateException("the SQLite file did not close", e);
    }
  }
}
