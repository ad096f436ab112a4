package dev.stint.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A SQLite file of its own, copied from one whose tables were made once for this JVM. */
final class SqliteFixture extends JdbcFixture {

  private static final Path MIGRATED = migrated();

  private final Path file;

  SqliteFixture() {
    this(file());
  }

  private SqliteFixture(Path file) {
    super(JdbcStores.sqlite("jdbc:sqlite:" + file));
    this.file = file;
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
