package dev.stint.command.seeds;

import com.google.inject.Module;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A store that rows run on.
 *
 * @param module binds the same stores and mutexes
 * @param jdbcUrl of a relational database
 * @param migration creates what the store keeps tasks in
 */
record StoreUnderTest(
    Stores stores, Mutexes mutexes, Module module, Optional<String> jdbcUrl, Runnable migration) {

  /** A connection of the host's own, in no transaction yet. */
  Connection connection() throws SQLException {
    return DriverManager.getConnection(jdbcUrl.orElseThrow());
  }
}
