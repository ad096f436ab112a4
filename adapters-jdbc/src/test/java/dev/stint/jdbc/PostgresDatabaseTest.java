package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Writes do not depend on how the host's pool is set. */
class PostgresDatabaseTest {

  private final PostgresDatabase database = new PostgresDatabase(strict(), Duration.ofSeconds(7));

  /** Of a host that likes its transactions repeatable. */
  private static DataSource strict() {
    try {
      PGSimpleDataSource server = PostgresFixture.server().unwrap(PGSimpleDataSource.class);
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(server.getUrl());
      source.setUser(server.getUser());
      source.setOptions("-c default_transaction_isolation=repeatable\\ read");
      return source;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void migrate() {
    new PostgresFixture().close();
  }

  @Test
  void a_write_sees_what_others_committed_whatever_the_pool_has_as_its_level() throws Exception {
    String reading = database.read(h -> set(h, "transaction_isolation"));
    String writing = database.write(h -> set(h, "transaction_isolation"));

    assertThat(reading).isEqualTo("repeatable read");
    assertThat(writing).isEqualTo("read committed");
  }

  @Test
  void the_server_ends_a_write_that_lies_idle_and_nothing_else() throws Exception {
    String writing = database.write(h -> set(h, "idle_in_transaction_session_timeout"));
    String reading = database.read(h -> set(h, "idle_in_transaction_session_timeout"));

    assertThat(writing).isEqualTo("7s");
    assertThat(reading).isEqualTo("0");
  }

  private static String set(Handle handle, String name) {
    return handle.createQuery("show " + name).mapTo(String.class).one();
  }
}
