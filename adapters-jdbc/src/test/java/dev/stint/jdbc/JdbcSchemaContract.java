package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.domain.Fence;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.task.StoreReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that are not there, too old, too new; and who may make them. */
abstract class JdbcSchemaContract {

  private static final int NEXT_HUNDRED = (Schema.VERSION / 100 + 1) * 100;

  /** The version before this build's. */
  private static final int BEFORE =
      Schema.number(Schema.MIGRATIONS.get(Schema.MIGRATIONS.size() - 2).substring(1));

  /** Opens the database, as a process does that starts. */
  abstract JdbcStores open();

  /** Connects to the same database beside Stint. */
  abstract Connection beside() throws SQLException;

  /** Begins with a database that holds nothing. */
  abstract void fresh() throws Exception;

  private void run(String sql) throws SQLException {
    try (Connection connection = beside();
        Statement statement = connection.createStatement()) {
      statement.execute(Schema.quoted(connection, sql));
    }
  }

  @Test
  void tables_that_are_not_there_are_told_with_what_to_do() throws Exception {
    fresh();
    JdbcStores jdbc = open();

    assertThatThrownBy(() -> jdbc.stores().queries().counts())
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isFalse())
        .hasMessageContaining("no Stint tables")
        .hasMessageContaining("migrate");
    StoreReport report = jdbc.stores().queries().health();
    assertThat(report.schema()).isZero();
    assertThat(report.warnings()).singleElement().asString().contains("no Stint tables", "migrate");

    jdbc.migrate();
    assertThat(jdbc.stores().queries().health().schema()).isEqualTo(Schema.VERSION);
    jdbc.close();
  }

  @Test
  void older_tables_are_told_with_what_to_do() throws Exception {
    fresh();
    open().migrate().close();
    run(
        "delete from %1$sstint_schema_history%1$s where %1$sversion%1$s = '"
            + Schema.VERSION
            + "'");

    try (JdbcStores jdbc = open()) {
      assertThatThrownBy(() -> jdbc.stores().requests().insert(List.of(Sample.of(1).make())))
          .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isFalse())
          .hasMessageContaining("have version " + BEFORE)
          .hasMessageContaining("needs version " + Schema.VERSION)
          .hasMessageContaining("migrate");
      assertThat(jdbc.stores().queries().health().schema()).isEqualTo(BEFORE);
    }
  }

  @Test
  void tables_of_a_later_hundred_are_told_with_what_to_do() throws Exception {
    fresh();
    open().migrate().close();
    run(
        "update %1$sstint_schema_history%1$s set %1$sversion%1$s = '"
            + NEXT_HUNDRED
            + "' where %1$sversion%1$s = '"
            + Schema.VERSION
            + "'");

    try (JdbcStores jdbc = open()) {
      assertThatThrownBy(() -> jdbc.mutexes().tryAcquire("m", java.time.Duration.ofSeconds(1)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("have version " + NEXT_HUNDRED)
          .hasMessageContaining("newer release");
      StoreReport report = jdbc.stores().queries().health();
      assertThat(report.schema()).isEqualTo(NEXT_HUNDRED);
      assertThat(report.warnings()).singleElement().asString().contains("newer release");
    }
  }

  @Test
  void a_build_works_on_with_a_later_version_of_its_hundred() throws Exception {
    fresh();
    open().migrate().close();
    run(
        "update %1$sstint_schema_history%1$s set %1$sversion%1$s = '"
            + (NEXT_HUNDRED - 1)
            + "' where %1$sversion%1$s = '"
            + Schema.VERSION
            + "'");

    try (JdbcStores jdbc = open()) {
      assertThat(jdbc.stores().requests().insert(List.of(Sample.of(1).make()))).hasSize(1);
    }
  }

  @Test
  void tables_are_made_by_a_thread_whose_class_loader_sees_nothing() throws Exception {
    for (ClassLoader blind : new ClassLoader[] {ClassLoader.getPlatformClassLoader(), null}) {
      fresh();
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      try (JdbcStores jdbc = open()) {
        thread.setContextClassLoader(blind);
        jdbc.migrate();
        assertThat(jdbc.stores().requests().insert(List.of(Sample.of(1).make()))).hasSize(1);
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  @Test
  void a_wait_that_the_version_without_numbers_stored_is_owed_and_cleared() throws Exception {
    fresh();
    try (JdbcStores jdbc = open().migrate()) {
      awaited(jdbc.stores());
    }
    run("alter table stint_wait drop column fence");
    run("delete from %1$sstint_schema_history%1$s where %1$sversion%1$s = '106'");

    try (JdbcStores jdbc = open().migrate()) {
      isClearedWithoutANumber(jdbc.stores());
    }
  }

  private static void awaited(Stores stores) {
    stores.requests().insert(List.of(Sample.of(1).make()));
    stores.waits().register(List.of(new Wait(Sample.id(1), Sample.id(9), new Fence(7))));
    Steer cancel =
        new Steer.Move(
            stores.runs().standing(Sample.id(1)).orElseThrow(),
            Steering.cancel(Run.NEW).orElseThrow(),
            Duration.ofDays(1));
    stores.steering().steer(List.of(cancel));
  }

  private static void isClearedWithoutANumber(Stores stores) {
    Wait stored = new Wait(Sample.id(1), Sample.id(9), new Fence(0));
    assertThat(stores.waits().owed(9, Duration.ZERO)).containsExactly(stored);
    stores.waits().clear(List.of(stored));
    assertThat(stores.waits().owed(9, Duration.ZERO)).isEmpty();
  }
}
