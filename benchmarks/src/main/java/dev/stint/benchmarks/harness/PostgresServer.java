package dev.stint.benchmarks.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of this run's own, durability on, with a database for each measurement. */
public final class PostgresServer implements AutoCloseable {

  private static final List<String> SHOWN =
      List.of(
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "shared_buffers",
          "max_wal_size",
          "max_connections");

  private final EmbeddedPostgres server;
  private final Connection connection;
  private final long pid;
  private int databases;

  private PostgresServer(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    this.connection = DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
    this.pid = Machine.parentOf((long) number(connection, "select pg_backend_pid()"));
  }

  public static PostgresServer start() throws IOException, SQLException {
    return new PostgresServer(
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "512MB")
            .setServerConfig("max_wal_size", "4GB")
            .setServerConfig("max_connections", "400")
            .start());
  }

  /** What it says of itself. */
  public String about() throws SQLException {
    List<String> words = new ArrayList<>();
    words.add("PostgreSQL " + text(connection, "show server_version"));
    for (String setting : SHOWN) {
      words.add(setting + "=" + text(connection, "show " + setting));
    }
    return String.join(" ", words);
  }

  /** Of the process that is the parent of all others of the server. */
  public long pid() {
    return pid;
  }

  /** A new and empty one. */
  public Database database() throws SQLException {
    String name = "bench_" + ++databases;
    execute(connection, "create database " + name);
    return new Database(name);
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    server.close();
  }

  /** One database of the server; it is dropped when it is closed. */
  public final class Database implements AutoCloseable {

    private final String name;
    private final Connection own;

    private Database(String name) throws SQLException {
      this.name = name;
      this.own = DriverManager.getConnection(jdbcUrl());
    }

    public String jdbcUrl() {
      return server.getJdbcUrl("postgres", name);
    }

    /** As drivers outside the JVM take it. */
    public String url() {
      return "postgres://postgres@127.0.0.1:%d/%s".formatted(server.getPort(), name);
    }

    /** Statements, each by itself; a server outside transactions takes them. */
    public void execute(String... statements) throws SQLException {
      for (String statement : statements) {
        PostgresServer.execute(own, statement);
      }
    }

    public double number(String sql) throws SQLException {
      return PostgresServer.number(own, sql);
    }

    @Override
    public void close() throws SQLException {
      own.close();
      PostgresServer.execute(connection, "drop database " + name + " with (force)");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static double number(Connection connection, String sql) throws SQLException {
    return Double.parseDouble(text(connection, sql));
  }

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
