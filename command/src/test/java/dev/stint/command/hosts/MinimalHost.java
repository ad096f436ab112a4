package dev.stint.command.hosts;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import dev.stint.mongo.MongoStores;
import dev.stint.redis.RedisStores;
import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import redis.clients.jedis.RedisClient;

/** The smallest host of each store. A nested class is loaded only where its store is asked for. */
final class MinimalHost {

  private static final TaskType<String> GREET = TaskType.of("greet", String.class);

  private MinimalHost() {}

  /**
   * @param args the store and where it is
   */
  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "sqlite" -> Sqlite.run(args[1]);
      case "h2" -> H2.run(args[1]);
      case "postgresql" -> Postgres.run(args[1]);
      case "mariadb" -> Mariadb.run(args[1]);
      case "mongodb" -> Mongo.run(args[1]);
      default -> Redis.run(args[1]);
    }
  }

  private static void work(Stores stores, Mutexes mutexes) {
    Stint stint =
        Stint.on(stores, mutexes)
            .define(
                TaskDefinition.of(
                    GREET,
                    (whom, context) -> {
                      System.out.println("hello " + whom);
                      return StepOutcome.done();
                    }))
            .build();
    stint.tasks().request(GREET.with("world"));
    System.out.println(stint.batches().runBatch(Duration.ofSeconds(60)));
  }

  private static final class Sqlite {
    static void run(String url) throws Exception {
      try (JdbcStores database = JdbcStores.sqlite(url).migrate()) {
        work(database.stores(), database.mutexes());
      }
    }
  }

  private static final class H2 {
    static void run(String url) throws Exception {
      JdbcDataSource source = new JdbcDataSource();
      source.setURL(url);
      try (JdbcStores database = JdbcStores.h2(source).migrate()) {
        work(database.stores(), database.mutexes());
      }
    }
  }

  private static final class Postgres {
    static void run(String url) throws Exception {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(url);
      try (JdbcStores database = JdbcStores.postgresql(source, Duration.ofSeconds(10)).migrate()) {
        work(database.stores(), database.mutexes());
      }
    }
  }

  private static final class Mariadb {
    static void run(String url) throws Exception {
      try (JdbcStores database = JdbcStores.mysql(new MariaDbDataSource(url)).migrate()) {
        work(database.stores(), database.mutexes());
      }
    }
  }

  private static final class Mongo {
    static void run(String url) throws Exception {
      try (MongoClient client = MongoClients.create(url);
          MongoStores database = MongoStores.of(client, "minimal")) {
        database.migrate();
        work(database.stores(), database.mutexes());
      }
    }
  }

  private static final class Redis {
    static void run(String url) throws Exception {
      try (RedisClient client = RedisClient.create(url)) {
        RedisStores redis = RedisStores.over(client);
        work(redis.stores(), redis.mutexes());
      }
    }
  }
}
