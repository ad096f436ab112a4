package dev.stint.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Connections to an SQLite file that share it fairly with those of other processes. */
final class PatientSource extends SQLiteDataSource {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  PatientSource(SQLiteConfig config) {
    super(config);
    // While a connection is opened, before it has a wait of its own.
    config.setBusyTimeout(Math.toIntExact(LIMIT.toMillis()));
  }

  @Override
  public SQLiteConnection getConnection(String user, String password) throws SQLException {
    SQLiteConnection connection = super.getConnection(user, password);
    BusyHandler.setHandler(connection, new BusyWait(LIMIT));
    return connection;
  }
}
