package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.NumberWalk;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskFilter;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Two workers whose driver throws errors, runtime exceptions and exceptions without a code at every
 * call, before it did it or after: nothing is lost, no chunk's effect is there twice, and once the
 * driver is well both are.
 */
class HostileDriverTest {

  private static final long SEED = Long.getLong("stint.seed", 20261130L);
  private static final int FAULTS = 200;
  private static final int EVERY = 12;
  private static final int TASKS = 60;
  private static final int WALKS = 6;
  private static final int ITEMS = 40;

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> WALK = TaskType.of("walk", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);
  private static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(50)).lease(Duration.ofSeconds(4)).parallelism(4);
  private static final RetryPolicy ALWAYS =
      RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMillis(1));

  @TempDir Path dir;

  @Test
  void postgresql() throws Exception {
    try (PostgresProcess server = PostgresProcess.start(dir)) {
      PGSimpleDataSource real = new PGSimpleDataSource();
      real.setURL(server.url());
      mustBeOutlived(
          server.url(),
          JdbcStores.postgresql(real, CONFIG.lease()),
          driver -> JdbcStores.postgresql(driver.over(real), CONFIG.lease()));
    }
  }

  @Test
  void mariadb() throws Exception {
    try (MariadbProcess server = MariadbProcess.start()) {
      DataSource real = new MariaDbDataSource(server.url());
      mustBeOutlived(
          server.url(), JdbcStores.mysql(real), driver -> JdbcStores.mysql(driver.over(real)));
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

  private void mustBeOutlived(
      String url, JdbcStores well, Function<HostileDriver, JdbcStores> opened) throws Exception {
    System.out.println("seed " + SEED);
    well.migrate();
    execute(url, "create table effect (walk varchar(20), item integer)");
    Stint clean = Stint.on(well.stores(), well.mutexes()).config(CONFIG).define(all()).build();
    List<JdbcStores> stores = new ArrayList<>();
    List<HostileDriver> drivers = new ArrayList<>();
    List<Stint> workers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      HostileDriver driver = new HostileDriver(SEED + i, FAULTS, EVERY);
      drivers.add(driver);
      stores.add(open(opened, driver));
      workers.add(
          Stint.on(stores.get(i).stores(), stores.get(i).mutexes())
              .config(CONFIG)
              .define(all())
              .build());
    }
    request(clean);
    workers.forEach(worker -> worker.work().start());

    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> drivers.stream().allMatch(HostileDriver::done) || over(clean));
    drivers.forEach(HostileDriver::wellAgain);
    await().atMost(Duration.ofMinutes(4)).until(() -> over(clean));

    drivers.forEach(one -> System.out.println("faults " + one.met()));
    for (Stint worker : workers) {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(worker.work().condition().words()).isEqualTo("working"));
      worker.work().stop(Duration.ofSeconds(10));
    }
    assertThat(effects(url)).containsExactlyElementsOf(expected());
    assertThat(clean.ask().list(TaskFilter.newest(9_999).type(CHILD.name())))
        .hasSize(WALKS * ITEMS)
        .allMatch(row -> row.standing().run().status() == TaskStatus.SUCCEEDED);
    for (JdbcStores one : stores) {
      one.close();
    }
  }

  /** A worker that cannot be opened is opened again, as its host would. */
  private static JdbcStores open(Function<HostileDriver, JdbcStores> opened, HostileDriver driver) {
    while (true) {
      try {
        return opened.apply(driver);
      } catch (RuntimeException | Error e) {
        System.out.println("opened again after " + e.getClass().getName());
      }
    }
  }

  private static void request(Stint clean) {
    List<Request<?>> all = new ArrayList<>();
    IntStream.range(0, TASKS).forEach(i -> all.add(PLAIN.with("p" + i)));
    IntStream.range(0, WALKS).forEach(i -> all.add(WALK.with("w" + i)));
    clean.tasks().requestAll(all);
  }

  private static boolean over(Stint clean) {
    List<TaskType<String>> types = List.of(PLAIN, WALK, CHILD);
    return types.stream()
        .flatMap(t -> clean.ask().list(TaskFilter.newest(9_999).type(t.name())).stream())
        .allMatch(row -> row.standing().run().status() == TaskStatus.SUCCEEDED);
  }

  private static List<TaskDefinition<?>> all() {
    return List.of(
        TaskDefinition.of(
                PLAIN,
                (name, context) -> {
                  context.checkpoint(dev.stint.domain.Payload.of("half"));
                  return StepOutcome.done(name);
                })
            .each(action -> action.retry(ALWAYS)),
        TaskDefinition.of(CHILD, (name, context) -> StepOutcome.done())
            .each(action -> action.retry(ALWAYS)),
        TaskDefinition.of(WALK)
            .then(
                ActionDefinition.of("walk", new Walk())
                    .maxSetAside(ActionDefinition.NO_SET_ASIDE)
                    .retry(ALWAYS)));
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
          context.action().request(CHILD.with(name + " " + item));
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

  private static void execute(String url, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
