package dev.stint.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A SQLite file of its own. */
final class SqliteFixture extends JdbcFixture {

  private final Path file;

  SqliteFixture() {
    this(file());
  }

  private SqliteFixture(Path file) {
    super(JdbcStores.sqlite("jdbc:sqlite:" + file));
    this.file = file;
  }

  private static Path file() {
    try {
      return Files.createTempDirectory("stint-contract").resolve("stint.db");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
