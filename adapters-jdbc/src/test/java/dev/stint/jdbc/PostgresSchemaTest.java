package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSchemaTest extends JdbcSchemaContract {

  private static final Duration LEASE = Duration.ofSeconds(10);

  /** As the user {@code of}, in the schema. */
  private static PGSimpleDataSource in(String schema, String of) {
    PGSimpleDataSource source = HostPool.postgres("");
    source.setCurrentSchema(schema);
    if (!of.isEmpty()) {
      source.setUser(of);
    }
    return source;
  }

  private static PGSimpleDataSource source() {
    return in("fresh", "");
  }

  private static void make(String schema) {
    PostgresFixture.run("drop schema if exists " + schema + " cascade");
    PostgresFixture.run("create schema " + schema);
  }

  @Override
  JdbcStores open() {
    return JdbcStores.postgresql(source(), LEASE);
  }

  @Override
  Connection beside() throws SQLException {
    return source().getConnection();
  }

  @Override
  void fresh() {
    make("fresh");
  }

  @Test
  void two_in_two_schemas_of_one_database_know_nothing_of_each_other() {
    make("one");
    make("two");
    JdbcStores one = JdbcStores.postgresql(in("one", ""), LEASE).migrate();
    JdbcStores two = JdbcStores.postgresql(in("two", ""), LEASE).migrate();

    assertThat(one.stores().requests().insert(List.of(Sample.of(1).active("k").make())))
        .allMatch(Inserted::isNew);
    assertThat(two.stores().requests().insert(List.of(Sample.of(2).active("k").make())))
        .allMatch(Inserted::isNew);
    assertThat(one.stores().runs().standing(Sample.id(2))).isEmpty();
    assertThat(one.mutexes().tryAcquire("m", LEASE)).isPresent();
    assertThat(two.mutexes().tryAcquire("m", LEASE)).isPresent();
  }

  @Test
  void a_user_who_may_only_read_and_write_works_and_a_right_that_is_missing_is_told() {
    make("ruled");
    JdbcStores.postgresql(in("ruled", ""), LEASE).migrate();
    PostgresFixture.run("drop role if exists worker");
    PostgresFixture.run("create role worker login");
    PostgresFixture.run("grant usage on schema ruled to worker");
    PostgresFixture.run(
        "grant select, insert, update, delete on ruled.stint_task, ruled.stint_finished, ruled.stint_tombstones,"
            + " ruled.stint_key, ruled.stint_serial, ruled.stint_turn to worker");
    JdbcStores jdbc = JdbcStores.postgresql(in("ruled", "worker"), LEASE);

    assertThat(jdbc.stores().requests().insert(List.of(Sample.of(1).make())))
        .allMatch(Inserted::isNew);

    PostgresFixture.run("revoke insert on ruled.stint_task from worker");
    assertThatThrownBy(() -> jdbc.stores().requests().insert(List.of(Sample.of(2).make())))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isTransient()).isFalse())
        .hasMessageContaining("permission denied for table stint_task");
    PostgresFixture.run("drop schema ruled cascade");
    PostgresFixture.run("drop owned by worker");
    PostgresFixture.run("drop role worker");
  }
}
