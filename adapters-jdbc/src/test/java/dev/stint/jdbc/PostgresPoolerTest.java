package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.contract.ListOrderContract;
import dev.stint.application.contract.QueryStoreContract;
import dev.stint.application.contract.StoreFixture;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** PostgreSQL behind PgBouncer in transaction mode: any statement may run on another session. */
class PostgresPoolerTest {

  private static final Duration LEASE = Duration.ofSeconds(10);

  @SuppressWarnings("NullAway.Init")
  private static PgBouncer bouncer;

  /** As the command sets its pool, and as a host may. */
  @SuppressWarnings("NullAway.Init")
  private static HikariDataSource pool;

  @BeforeAll
  static void start() throws Exception {
    if (!PgBouncer.installed()) {
      System.out.println("PostgresPoolerTest: not run, for there is no pgbouncer on this machine");
    }
    assumeTrue(PgBouncer.installed());
    bouncer = PgBouncer.start();
    pool = pool("&reWriteBatchedInserts=true&prepareThreshold=2");
    new PostgresFixture().close();
    JdbcStores.postgresql(pool, LEASE).migrate();
  }

  @AfterAll
  static void stop() throws Exception {
    if (PgBouncer.installed()) {
      pool.close();
      bouncer.close();
    }
  }

  private static HikariDataSource pool(String parameters) {
    return HostPool.postgres(
        "",
        config -> {
          config.setDataSource(null);
          config.setJdbcUrl(bouncer.url(parameters));
        });
  }

  private static StoreFixture through(HikariDataSource pool) {
    new PostgresFixture().close();
    return new Behind(JdbcStores.postgresql(pool, LEASE));
  }

  private static final class Behind extends JdbcFixture {
    Behind(JdbcStores opened) {
      super(opened);
    }

    @Override
    public boolean takesSuccessors() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void a_pooler_is_seen_and_its_connections_are_given_back_as_they_were() throws Exception {
    new PostgresFixture().close();
    PostgresDatabase behind = new PostgresDatabase(pool, LEASE);
    PostgresDatabase before = new PostgresDatabase(PostgresFixture.server(), LEASE);

    int inside =
        behind.read(h -> h.getConnection().unwrap(PGConnection.class).getPrepareThreshold());
    before.read(h -> h.execute("select 1"));

    assertThat(behind.listens()).isFalse();
    assertThat(before.listens()).isTrue();
    assertThat(inside).isZero();
    try (var connection = pool.getConnection()) {
      assertThat(connection.unwrap(PGConnection.class).getPrepareThreshold()).isEqualTo(2);
    }
  }

  @Nested
  class Prepared extends WritingContracts {
    @Override
    StoreFixture store() {
      return through(pool);
    }
  }

  /** Through the simple protocol, which says no types of what is bound. */
  @Nested
  class Simple extends WritingContracts {
    @Override
    StoreFixture store() {
      return through(SimplePool.POOL);
    }
  }

  @Nested
  class SimpleQueries extends QueryStoreContract {
    @Override
    protected StoreFixture open() {
      return through(SimplePool.POOL);
    }
  }

  @Nested
  class SimpleLists extends ListOrderContract {
    @Override
    protected StoreFixture open() {
      return through(SimplePool.POOL);
    }
  }

  /** Begun by the first that asks. */
  private static final class SimplePool {
    static final HikariDataSource POOL = pool("&preferQueryMode=simple");

    static {
      JdbcStores.postgresql(POOL, LEASE).migrate();
    }
  }
}
