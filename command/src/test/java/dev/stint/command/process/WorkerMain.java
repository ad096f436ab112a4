package dev.stint.command.process;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/** A worker process of the tests: works all day on the store, and says what it sees. */
final class WorkerMain {

  static final Duration LEASE = Duration.ofSeconds(2);

  private WorkerMain() {}

  /**
   * @param args the store's URL; then where a chunk of the task "slow" stops, and the file that
   *     lets it go on; or nothing more
   */
  public static void main(String[] args) throws InterruptedException {
    StoppingPlace place =
        args.length > 1 ? new StoppingPlace(args[1], Path.of(args[2])) : StoppingPlace.NOWHERE;
    DataSource database = dataSource(args[0]);
    stint(args[0], place.watching(database), database, place).work().start();
    System.out.println("WORKING");
    new CountDownLatch(1).await();
  }

  /** The same Stint in the test's own process, to ask and to request. */
  static Stint client(String url) {
    DataSource database = dataSource(url);
    return stint(url, database, database, StoppingPlace.NOWHERE);
  }

  private static Stint stint(
      String url, DataSource watched, DataSource effects, StoppingPlace place) {
    JdbcStores stores =
        url.startsWith("jdbc:sqlite:")
            ? JdbcStores.sqlite(url)
            : JdbcStores.postgresql(watched, LEASE);
    stores.migrate();
    return Stint.on(stores.stores(), stores.mutexes())
        .config(Config.DEFAULT.lease(LEASE).poll(Duration.ofMillis(100)))
        .observer(new Speaking())
        .define(SlowChunks.definition(place))
        .define(Poison.definition())
        .define(Poison.chunks())
        .define(innocent(effects))
        .build();
  }

  private static TaskDefinition<String> innocent(DataSource effects) {
    return TaskDefinition.of(Poison.INNOCENT, new Poison.Innocent(effects));
  }

  private static DataSource dataSource(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      SQLiteDataSource sqlite = new SQLiteDataSource();
      // On a busy machine another writer may be on its disk longer than the driver's three seconds.
      sqlite.setBusyTimeout(60_000);
      sqlite.setUrl(url + "?busy_timeout=10000");
      return sqlite;
    }
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    return new HikariDataSource(config);
  }

  /** Prints what the test waits for. */
  private static final class Speaking implements TaskObserver {
    @Override
    public void stale(Line line) {
      System.out.println("STALE");
    }

    @Override
    public void leaseLost() {
      System.out.println("LEASE LOST");
    }

    @Override
    public void settled(Line line, Lane lane, TaskStatus status, Duration ran) {
      System.out.println("SETTLED " + line.type() + " " + status);
    }
  }
}
