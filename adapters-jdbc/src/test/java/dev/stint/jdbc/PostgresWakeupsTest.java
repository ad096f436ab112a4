package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.WakeupsContract;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class PostgresWakeupsTest extends WakeupsContract {
  @Override
  protected Wakeups open() {
    return on(PostgresFixture.server());
  }

  private static JdbcWakeups on(DataSource source) {
    return new JdbcWakeups(new PostgresDatabase(source, Duration.ofSeconds(5)));
  }

  private static DataSource away() {
    return (DataSource)
        Proxy.newProxyInstance(
            PostgresWakeupsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new SQLException("away", "08001");
            });
  }

  @Test
  void a_process_is_told_of_its_own_though_the_server_is_away() throws Exception {
    List<Line> heard = new CopyOnWriteArrayList<>();
    try (JdbcWakeups alone = on(away());
        AutoCloseable listening = alone.subscribe(heard::add)) {
      alone.publish(List.of(Sample.LINE));

      await().atMost(soon()).until(() -> heard.contains(Sample.LINE));
      assertThat(listening).isNotNull();
    }
  }

  /** Seen to fail with the backend's own log: who listens besides was told of nothing. */
  @Test
  void a_listener_and_a_log_that_fail_cost_no_other_listener_a_hint() throws Exception {
    List<Line> heard = new CopyOnWriteArrayList<>();
    Logger log = (Logger) LoggerFactory.getLogger(JdbcWakeups.class);
    AppenderBase<ILoggingEvent> broken =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            throw new OutOfMemoryError("pretended");
          }
        };
    broken.start();
    log.addAppender(broken);
    try (JdbcWakeups alone = on(away());
        AutoCloseable failing =
            alone.subscribe(
                line -> {
                  throw new IllegalStateException("told to fail");
                });
        AutoCloseable listening = alone.subscribe(heard::add)) {
      alone.publish(List.of(Sample.LINE, Sample.OTHER_LINE));

      await()
          .atMost(soon())
          .until(() -> heard.containsAll(List.of(Sample.LINE, Sample.OTHER_LINE)));
      assertThat(listening).isNotSameAs(failing);
    } finally {
      log.detachAppender(broken);
    }
  }

  @Test
  void a_process_hears_its_own_hint_once_and_others_hear_it_too() throws Exception {
    List<Line> one = new CopyOnWriteArrayList<>();
    List<Line> other = new CopyOnWriteArrayList<>();
    try (JdbcWakeups here = on(PostgresFixture.server());
        JdbcWakeups there = on(PostgresFixture.server());
        AutoCloseable first = here.subscribe(one::add);
        AutoCloseable second = there.subscribe(other::add)) {
      untilHeard(there, one);
      untilHeard(here, other);
      one.clear();
      here.publish(List.of(Sample.LINE));
      await().atMost(soon()).until(() -> other.contains(Sample.LINE));
      // Behind what the server sent this process before.
      untilHeard(there, one);

      assertThat(one).filteredOn(Sample.LINE::equals).hasSize(1);
      assertThat(first).isNotSameAs(second);
    }
  }

  /** Seen to fail: what was asked for before it heard was found by polling alone. */
  @Test
  void who_begins_to_hear_is_told_to_look_and_told_again_after_its_connection_broke()
      throws Exception {
    AtomicInteger told = new AtomicInteger();
    try (JdbcWakeups here = on(PostgresFixture.server());
        AutoCloseable listening = here.subscribe(line -> {}, told::incrementAndGet)) {
      await().atMost(soon()).until(() -> told.get() == 1);

      cutListeners();

      await().atMost(soon()).until(() -> told.get() > 1);
      assertThat(listening).isNotNull();
    }
  }

  private static void cutListeners() throws SQLException {
    try (Connection connection = PostgresFixture.server().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where query ilike 'listen %' and pid <> pg_backend_pid()");
    }
  }

  /** Until another process is heard, its hints through the server are repeated. */
  private void untilHeard(Wakeups from, List<Line> by) {
    by.removeIf(Sample.OTHER_LINE::equals);
    await()
        .atMost(soon())
        .until(
            () -> {
              from.publish(List.of(Sample.OTHER_LINE));
              return by.contains(Sample.OTHER_LINE);
            });
  }
}
