package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Stint makes of the host's pool. On the server's own clock, so that it is asked for. */
abstract class JdbcHostPoolContract {

  abstract HikariDataSource pool(Consumer<HikariConfig> set);

  abstract JdbcStores on(DataSource source);

  /** Tables there, and empty. */
  abstract void empty();

  /** A connection that is not the pool's. */
  abstract Connection beside() throws SQLException;

  @BeforeEach
  void begin() {
    empty();
  }

  private static List<NewTask> tasks(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> Sample.of(i).active("key " + i).serial("serial " + i % 2).make())
        .toList();
  }

  private long stored() throws SQLException {
    try (Connection connection = beside();
        var rows = connection.createStatement().executeQuery("select count(*) from stint_task")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void what_is_answered_is_stored_though_the_pool_does_not_commit() throws Exception {
    try (HikariDataSource pool = pool(config -> config.setAutoCommit(false))) {
      JdbcStores jdbc = on(pool);

      assertThat(jdbc.stores().requests().insert(tasks(20))).allMatch(Inserted::isNew);

      assertThat(stored()).isEqualTo(20);
    }
  }

  @Test
  void a_mutex_has_one_holder_though_the_pool_does_not_commit() {
    try (HikariDataSource pool = pool(config -> config.setAutoCommit(false))) {
      Mutexes one = on(pool).mutexes();
      Mutexes other = on(pool).mutexes();

      assertThat(one.tryAcquire("m", Duration.ofSeconds(60))).isPresent();
      assertThat(other.tryAcquire("m", Duration.ofSeconds(60))).isEmpty();
    }
  }

  @Test
  void a_connection_is_given_back_as_it_was() throws Exception {
    AtomicInteger given = new AtomicInteger();
    try (HikariDataSource pool =
        pool(
            config -> {
              config.setMaximumPoolSize(1);
              config.setAutoCommit(false);
              config.setReadOnly(true);
            })) {
      JdbcStores jdbc = on(watching(pool, given));
      jdbc.stores().requests().insert(tasks(2));
      jdbc.stores().queries().health();
    }
    assertThat(given).hasPositiveValue();
  }

  /** Looks before the pool itself sets back what it hands out. */
  private static DataSource watching(DataSource pool, AtomicInteger given) {
    return (DataSource)
        Proxy.newProxyInstance(
            JdbcHostPoolContract.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(pool, arguments);
              return answer instanceof Connection connection ? watched(connection, given) : answer;
            });
  }

  private static Connection watched(Connection connection, AtomicInteger given) {
    return (Connection)
        Proxy.newProxyInstance(
            JdbcHostPoolContract.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                given.incrementAndGet();
                boolean commits = connection.getAutoCommit();
                boolean reads = connection.isReadOnly();
                connection.close();
                assertThat(commits).as("auto-commit of what is given back").isFalse();
                assertThat(reads).as("read-only of what is given back").isTrue();
                return null;
              }
              return method.invoke(connection, arguments);
            });
  }

  @Test
  void a_request_in_the_callers_transaction_takes_no_other_connection() throws Exception {
    try (HikariDataSource pool = pool(config -> config.setMaximumPoolSize(1))) {
      JdbcStores jdbc = on(pool);
      try (Connection caller = pool.getConnection()) {
        caller.setAutoCommit(false);
        assertThat(jdbc.stores().requests().insertWithin(caller, tasks(3)))
            .allMatch(Inserted::isNew)
            .hasSize(3);
        caller.commit();
      }
      assertThat(stored()).isEqualTo(3);
    }
  }

  @Test
  void a_request_joins_no_connection_that_commits_each_statement() throws Exception {
    try (HikariDataSource pool = pool(config -> {});
        Connection caller = pool.getConnection()) {
      assertThatThrownBy(() -> on(pool).stores().requests().insertWithin(caller, tasks(1)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("auto-commit is on");
    }
    assertThat(stored()).isZero();
  }

  @Test
  void a_pool_that_is_closed_or_has_nothing_left_passes() throws Exception {
    HikariDataSource pool =
        pool(
            config -> {
              config.setMaximumPoolSize(1);
              config.setConnectionTimeout(5_000);
            });
    JdbcStores jdbc = on(pool);
    try (Connection held = pool.getConnection()) {
      assertThatThrownBy(() -> jdbc.stores().requests().insert(tasks(1)))
          .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isTrue())
          .hasMessageStartingWith("no connection to the database");
    }
    pool.close();
    assertThatThrownBy(() -> jdbc.mutexes().tryAcquire("m", Duration.ofSeconds(1)))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isTrue());
  }

  @Test
  void migrate_refuses_a_pool_of_one_in_a_sentence() {
    try (HikariDataSource pool = pool(config -> config.setMaximumPoolSize(1))) {
      assertThatThrownBy(() -> on(pool).migrate())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("two connections");
    }
  }

  @Test
  void migrate_works_though_the_pool_does_not_commit_and_only_reads() {
    try (HikariDataSource pool =
        pool(
            config -> {
              config.setAutoCommit(false);
              config.setReadOnly(true);
            })) {
      on(pool).migrate();
      assertThat(on(pool).stores().queries().health().schema()).isEqualTo(Schema.VERSION);
    }
  }

  @Test
  void health_tells_of_a_connection_that_may_hang_and_of_a_pool_that_is_small() {
    try (HikariDataSource pool = pool(config -> config.setMaximumPoolSize(2))) {
      assertThat(on(pool).stores().queries().health().warnings())
          .anyMatch(w -> w.contains("socketTimeout"))
          .anyMatch(w -> w.contains("at most 2 connections"));
    }
    try (HikariDataSource pool = patient()) {
      assertThat(on(pool).stores().queries().health().warnings()).isEmpty();
    }
  }

  /** A pool whose connections do not hang. */
  abstract HikariDataSource patient();
}
