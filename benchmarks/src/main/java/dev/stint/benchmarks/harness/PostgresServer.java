package dev.stint.benchmarks.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL, durability on, with a database for each measurement. */
public final class PostgresServer implements Server {

  private static final List<String> SHOWN =
      List.of(
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "shared_buffers",
          "max_wal_size",
          "max_connections");
  private static final String LOGGED = "select pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

  private final EmbeddedPostgres server;
  private final Connection connection;
  private final long pid;
  private final String about;
  private int databases;

  private PostgresServer(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    this.connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
    this.pid = Machine.parentOf((long) Sql.number(connection, "select pg_backend_pid()"));
    List<String> words = new ArrayList<>();
    words.add("PostgreSQL " + Sql.text(connection, "show server_version"));
    for (String setting : SHOWN) {
      words.add(setting + "=" + Sql.text(connection, "show " + setting));
    }
    this.about = String.join(" ", words);
  }

  /**
   * @param more settings
   */
  public static PostgresServer start(Map<String, String> more) throws IOException, SQLException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("max_connections", "400");
    more.forEach(builder::setServerConfig);
    return new PostgresServer(builder.start());
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public Place place() throws SQLException {
    String name = "bench_" + ++databases;
    Sql.execute(connection, "create database " + name);
    return new Database(name);
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    server.close();
  }

  /** One database of the server; it is dropped when it is closed. */
  private final class Database implements Place {

    private final String name;
    private final Connection own;

    private Database(String name) throws SQLException {
      this.name = name;
      this.own = DriverManager.getConnection(server.getJdbcUrl("postgres", name));
    }

    @Override
    public Arguments into(Arguments arguments) {
      return arguments
          .with("url", server.getJdbcUrl("postgres", name))
          .with("address", "postgres://postgres@127.0.0.1:%d/%s".formatted(server.getPort(), name));
    }

    @Override
    public void execute(String statement) throws SQLException {
      Sql.execute(own, statement);
    }

    @Override
    public AutoCloseable hold() throws SQLException {
      Connection holder = DriverManager.getConnection(server.getJdbcUrl("postgres", name));
      Sql.execute(holder, "begin isolation level repeatable read");
      Sql.text(holder, "select count(*) from pg_class");
      return holder;
    }

    @Override
    public void settle(Iterable<String> tables) throws SQLException {
      for (String table : tables) {
        Sql.execute(own, "vacuum analyze " + table);
      }
      Sql.execute(own, "checkpoint");
    }

    @Override
    public double number(String query) throws SQLException {
      return Sql.number(own, query);
    }

    @Override
    public double logged() throws SQLException {
      return number(LOGGED);
    }

    @Override
    public void close() throws SQLException {
      own.close();
      Sql.execute(connection, "drop database " + name + " with (force)");
    }
  }
}
