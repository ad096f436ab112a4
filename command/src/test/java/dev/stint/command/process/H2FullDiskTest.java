package dev.stint.command.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under an H2 file is full for longer than a lease, and then has room again. Seen to fail
 * by tasks that ended as FAILED, and by a pool that went on giving connections to what H2 had
 * closed.
 */
class H2FullDiskTest {

  private static final Duration LEASE = Duration.ofSeconds(3);

  @TempDir Path dir;

  @BeforeEach
  void disk() {
    FullDisk.register();
  }

  @AfterEach
  void room() {
    FullDisk.full(false);
  }

  private String url() {
    return "jdbc:h2:full:" + dir.resolve("stint");
  }

  @Test
  void below_hikari() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url());
    try (HikariDataSource pool = new HikariDataSource(config)) {
      mustBeOutlived(pool);
    }
  }

  @Test
  void below_the_pool_of_h2() throws Exception {
    JdbcConnectionPool pool = JdbcConnectionPool.create(url(), "", "");
    try {
      mustBeOutlived(pool);
    } finally {
      pool.dispose();
    }
  }

  private static void mustBeOutlived(DataSource pool) throws Exception {
    new RefusedWhileRunning(true)
        .mustBeOutlived(
            JdbcStores.h2(pool).migrate(),
            LEASE,
            RefusedWhileRunning.by(() -> FullDisk.full(true), () -> FullDisk.full(false)),
            "the database",
            UnknownOutcomeException.class);
  }
}
