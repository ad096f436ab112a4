package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.domain.task.StoreReport;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The night in which the clocks go back, in a session of a zone with summer time. */
class MariadbClockTest {

  private static final long BACK = Instant.parse("2026-10-25T01:00:00Z").getEpochSecond();

  private static long micros(long second) {
    try (HikariDataSource pool =
        HostPool.mariadb(
            "",
            config ->
                config.setConnectionInitSql(
                    "set session time_zone = 'Test/Autumn', timestamp = " + second))) {
      return new PooledDatabase(pool, Dialects.MYSQL).clock().micros();
    }
  }

  @Test
  void time_goes_on_evenly_while_the_clocks_go_back() {
    new MariadbFixture().close();
    makeZone();
    try {
      for (long at = BACK - 4_000; at <= BACK + 4_000; at += 500) {
        assertThat(micros(at)).isBetween(at * 1_000_000, (at + 1) * 1_000_000);
      }
    } finally {
      forgetZone();
    }
  }

  @Test
  void health_tells_the_servers_time_though_its_tables_are_not_there() {
    new MariadbFixture().close();
    MariadbFixture.run("create database if not exists bare");
    try (HikariDataSource pool =
        HostPool.mariadb(
            "",
            config -> {
              config.setJdbcUrl(config.getJdbcUrl().replaceFirst("/[^/?]+(?=[?]|$)", "/bare"));
              config.setConnectionInitSql("set session timestamp = " + BACK);
            })) {
      StoreReport report = JdbcStores.mysql(pool).stores().queries().health();

      assertThat(report.warnings()).isNotEmpty();
      assertThat(report.now()).isBetween(at(BACK), at(BACK + 60));
    } finally {
      MariadbFixture.run("drop database bare");
    }
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }

  /** Two hours ahead of UTC until the moment, one hour from then on. */
  private static void makeZone() {
    forgetZone();
    MariadbFixture.run(
        "insert into mysql.time_zone (time_zone_id, use_leap_seconds) values (9000, 'N')");
    MariadbFixture.run(
        "insert into mysql.time_zone_name (name, time_zone_id) values ('Test/Autumn', 9000)");
    MariadbFixture.run(
        "insert into mysql.time_zone_transition_type"
            + " (time_zone_id, transition_type_id, `offset`, is_dst, abbreviation)"
            + " values (9000, 0, 7200, 1, 'TS'), (9000, 1, 3600, 0, 'TW')");
    MariadbFixture.run(
        "insert into mysql.time_zone_transition (time_zone_id, transition_time, transition_type_id)"
            + " values (9000, 0, 0), (9000, "
            + BACK
            + ", 1)");
  }

  private static void forgetZone() {
    for (String table :
        new String[] {
          "time_zone", "time_zone_name", "time_zone_transition_type", "time_zone_transition"
        }) {
      MariadbFixture.run("delete from mysql." + table + " where time_zone_id = 9000");
    }
  }
}
