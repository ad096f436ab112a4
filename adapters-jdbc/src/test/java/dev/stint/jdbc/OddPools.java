package dev.stint.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;

/** Pools that set everything other than Stint needs it: its statements own what they need. */
final class OddPools {

  /** Begun by the first that asks. */
  static final class Postgres {
    static final HikariDataSource POOL =
        HostPool.postgres(
            "-c default_transaction_read_only=on -c default_transaction_isolation=serializable"
                + " -c timezone=Asia/Kathmandu -c lock_timeout=3000 -c datestyle=SQL,DMY"
                + " -c standard_conforming_strings=off -c intervalstyle=sql_standard",
            OddPools::odd);

    static {
      new PostgresFixture().close();
      open().migrate();
    }

    private Postgres() {}

    static JdbcStores open() {
      return JdbcStores.postgresql(POOL, Duration.ofSeconds(10));
    }
  }

  /** Begun by the first that asks. */
  static final class Mariadb {
    static final HikariDataSource POOL =
        HostPool.mariadb(
            "",
            config -> {
              odd(config);
              config.setConnectionInitSql(
                  "set session sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT', time_zone = '+05:45'");
            });

    static {
      new MariadbFixture().close();
      open().migrate();
    }

    private Mariadb() {}

    static JdbcStores open() {
      return JdbcStores.mysql(POOL);
    }
  }

  private OddPools() {}

  private static void odd(HikariConfig config) {
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
  }

  static JdbcFixture postgres() {
    new PostgresFixture().close();
    return new Odd(Postgres.open());
  }

  static JdbcFixture mariadb() {
    new MariadbFixture().close();
    return new Odd(Mariadb.open());
  }

  private static final class Odd extends JdbcFixture {
    Odd(JdbcStores opened) {
      super(opened);
    }

    @Override
    public void close() {}
  }
}
