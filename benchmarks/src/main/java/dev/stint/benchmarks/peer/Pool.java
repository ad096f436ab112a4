package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.benchmarks.harness.Arguments;

/** The pool of connections that every peer on the JVM gets. */
final class Pool {

  static final int BULK = 1_000;

  private static final int CONNECTIONS = 24;

  private Pool() {}

  /** All connections are there when it returns: opening them is not measured. */
  static HikariDataSource of(Arguments arguments) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(arguments.text("url"));
    config.setMaximumPoolSize(arguments.number("pool", CONNECTIONS));
    if (arguments.text("url").startsWith("jdbc:postgresql:")) {
      config.addDataSourceProperty("reWriteBatchedInserts", "true");
      config.addDataSourceProperty("prepareThreshold", "2");
    }
    HikariDataSource pool = new HikariDataSource(config);
    while (pool.getHikariPoolMXBean().getTotalConnections() < config.getMaximumPoolSize()) {
      Thread.onSpinWait();
    }
    return pool;
  }

  /** Words for what was set. */
  static String about(HikariDataSource pool) {
    return "pool=" + pool.getMaximumPoolSize();
  }
}
