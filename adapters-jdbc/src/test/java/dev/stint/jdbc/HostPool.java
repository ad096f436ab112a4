package dev.stint.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Pools that a host has set its own way, on the servers of the tests. */
final class HostPool {

  private HostPool() {}

  /**
   * @param options of the server's session, such as {@code -c timezone=UTC}
   */
  static HikariDataSource postgres(String options, Consumer<HikariConfig> set) {
    return pool(set, config -> config.setDataSource(postgres(options)));
  }

  static PGSimpleDataSource postgres(String options) {
    try {
      PGSimpleDataSource server = PostgresFixture.server().unwrap(PGSimpleDataSource.class);
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(server.getUrl());
      source.setUser(server.getUser());
      source.setOptions(options);
      return source;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param parameters of the URL, such as {@code &sessionVariables=…}
   */
  static HikariDataSource mariadb(String parameters, Consumer<HikariConfig> set) {
    return pool(set, config -> config.setJdbcUrl(mariadb() + parameters));
  }

  /** Without the pool's own size, which is another pool's. */
  static String mariadb() {
    try {
      String url = MariadbFixture.server().unwrap(MariaDbPoolDataSource.class).getUrl();
      return url.replaceFirst("&maxPoolSize=\\d+", "");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HikariDataSource pool(Consumer<HikariConfig> set, Consumer<HikariConfig> target) {
    HikariConfig config = new HikariConfig();
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(60_000);
    config.setInitializationFailTimeout(-1);
    target.accept(config);
    set.accept(config);
    return new HikariDataSource(config);
  }
}
