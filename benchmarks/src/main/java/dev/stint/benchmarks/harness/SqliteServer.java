package dev.stint.benchmarks.harness;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Files of SQLite in place of a server. */
public final class SqliteServer implements Server {

  @Override
  public String about() {
    return "SQLite, journal_mode=WAL synchronous=FULL; no server, its CPU is the worker's";
  }

  @Override
  public long pid() {
    return 0;
  }

  @Override
  public Place place() throws Exception {
    Scratch scratch = new Scratch();
    return new Database(scratch, scratch.file("bench.db"));
  }

  @Override
  public void close() {}

  /** One file. */
  private record Database(Scratch scratch, Path file) implements Place {

    @Override
    public Arguments into(Arguments arguments) {
      return arguments.with("url", "jdbc:sqlite:" + file);
    }

    @Override
    public double number(String query) throws SQLException {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
        Sql.execute(connection, "pragma busy_timeout = 10000");
        return Sql.number(connection, query);
      }
    }

    @Override
    public void close() throws Exception {
      scratch.delete();
    }
  }
}
