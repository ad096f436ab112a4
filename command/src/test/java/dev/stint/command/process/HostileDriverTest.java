package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ChunkContext;
import dev.stint.application.contract.NumberWalk;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import dev.stint.jdbc.SqliteOver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Two workers whose driver throws errors, runtime exceptions and exceptions without a code at every
 * call, before it did it or after: nothing is lost, no chunk's effect is there twice, and once the
 * driver is well both are.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileDriverTest {

  private static final int FAULTS = 200;
  private static final int EVERY = 12;
  private static final int TASKS = 60;
  private static final int WALKS = 6;
  private static final int ITEMS = 40;
  private static final Duration LEASE = HostileRun.CONFIG.lease();

  @TempDir Path dir;

  @Test
  void postgresql() throws Exception {
    PostgresProcess server = alone(() -> PostgresProcess.start(dir));
    try {
      PGSimpleDataSource real = new PGSimpleDataSource();
      real.setURL(server.url());
      mustBeOutlived(
          server.url(),
          JdbcStores.postgresql(real, LEASE),
          driver -> JdbcStores.postgresql(driver.over(real), LEASE));
    } finally {
      alone(
          () -> {
            server.close();
            return server;
          });
    }
  }

  @Test
  void mariadb() throws Exception {
    MariadbProcess server = alone(MariadbProcess::start);
    try {
      DataSource real = new MariaDbDataSource(server.url());
      mustBeOutlived(
          server.url(), JdbcStores.mysql(real), driver -> JdbcStores.mysql(driver.over(real)));
    } finally {
      alone(
          () -> {
            server.close();
            return server;
          });
    }
  }

  @Test
  void sqlite() throws Exception {
    String url = "jdbc:sqlite:" + dir.resolve("hostile.db");
    try (JdbcStores real = JdbcStores.sqlite(url)) {
      mustBeOutlived(url, real, driver -> SqliteOver.open(url, driver::over));
    }
  }

  @Test
  void h2() throws Exception {
    JdbcDataSource real = new JdbcDataSource();
    real.setURL("jdbc:h2:" + dir.resolve("hostile"));
    try (Connection open = real.getConnection()) {
      mustBeOutlived(
          real.getURL(), JdbcStores.h2(real), driver -> JdbcStores.h2(driver.over(real)));
    }
  }

  /**
   * Starts or stops a server while nobody else does: a program that is unpacked while another
   * process is forked is busy, and does not start.
   */
  private static synchronized <S> S alone(Callable<S> work) throws Exception {
    return work.call();
  }

  private void mustBeOutlived(
      String url, JdbcStores well, Function<HostileDriver, JdbcStores> opened) throws Exception {
    HostileRun run = new HostileRun(TASKS, WALKS, new Walk());
    well.migrate();
    AdminSql.execute(url, "create table effect (walk varchar(20), item integer)");
    Stint clean = stint(well, run);
    List<JdbcStores> stores = new ArrayList<>();
    List<HostileFaults> faults = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      HostileDriver driver = new HostileDriver(HostileRun.SEED + i, FAULTS, EVERY);
      faults.add(driver.faults());
      stores.add(HostileRun.open(() -> opened.apply(driver)));
    }

    run.mustBeOutlived(clean, stores.stream().map(one -> stint(one, run)).toList(), faults);

    assertThat(effects(url)).containsExactlyElementsOf(expected());
    run.mustHaveChildren(clean, ITEMS);
    for (JdbcStores one : stores) {
      one.close();
    }
  }

  private static Stint stint(JdbcStores on, HostileRun run) {
    return Stint.on(on.stores(), on.mutexes())
        .config(HostileRun.CONFIG)
        .define(run.definitions())
        .build();
  }

  /** Writes each item down and requests a task for it, in one transaction with its checkpoint. */
  private static final class Walk extends NumberWalk {
    Walk() {
      super(ITEMS, 10);
    }

    @Override
    public void process(String name, List<Integer> items, ChunkContext context) throws Exception {
      Connection connection = context.transaction(Connection.class);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into effect (walk, item) values (?, ?)")) {
        for (int item : items) {
          insert.setString(1, name);
          insert.setInt(2, item);
          insert.executeUpdate();
          context.action().request(HostileRun.CHILD.with(name + " " + item));
        }
      }
    }
  }

  private static List<String> expected() {
    List<String> all = new ArrayList<>();
    for (int walk = 0; walk < WALKS; walk++) {
      for (int item = 1; item <= ITEMS; item++) {
        all.add("w" + walk + " " + item);
      }
    }
    return all;
  }

  private static List<String> effects(String url) throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select walk, item from effect order by walk, item")) {
      while (rows.next()) {
        found.add(rows.getString(1) + " " + rows.getInt(2));
      }
    }
    return found;
  }
}
