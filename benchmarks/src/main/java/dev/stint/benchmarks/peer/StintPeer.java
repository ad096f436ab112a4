package dev.stint.benchmarks.peer;

import com.zaxxer.hikari.HikariDataSource;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.spi.StoreBackend;
import dev.stint.benchmarks.harness.Arguments;
import dev.stint.benchmarks.harness.Tally;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import dev.stint.redis.RedisStores;
import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;

/** Stint with its default settings; finished tasks deleted, or kept for 30 days. */
final class StintPeer implements Peer {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);

  private static final Duration LATER = Duration.ofDays(300);

  private final Arguments arguments;
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final StoreBackend store;
  private final Runnable preparing;
  private final String about;
  private @Nullable Stint stint;

  StintPeer(Arguments arguments) {
    this.arguments = arguments;
    String url = arguments.text("url");
    if (url.startsWith("redis:")) {
      UnifiedJedis client = RedisClient.create(URI.create(url));
      RedisStores redis = RedisStores.over(client);
      this.store = redis;
      this.preparing = redis::prepare;
      this.about = "this build, Jedis with its defaults";
      closing.push(client);
      closing.push(redis);
      return;
    }
    boolean file = url.startsWith("jdbc:sqlite:");
    HikariDataSource pool = file ? null : Pool.of(arguments);
    JdbcStores jdbc = jdbc(url, pool);
    this.store = jdbc;
    this.preparing = jdbc::migrate;
    this.about = "this build" + (pool == null ? "" : ", " + Pool.about(pool));
    if (pool != null) {
      closing.push(pool);
    }
    closing.push(jdbc);
  }

  private static JdbcStores jdbc(String url, @Nullable HikariDataSource pool) {
    if (pool == null) {
      return JdbcStores.sqlite(url);
    }
    return url.startsWith("jdbc:mariadb:") ? JdbcStores.mysql(pool) : JdbcStores.postgresql(pool);
  }

  @Override
  public String about() {
    return about;
  }

  @Override
  public void prepare() {
    preparing.run();
  }

  @Override
  public void fill(int from, int to) {
    fill(from, to, NOOP::with);
  }

  @Override
  public void fillLater(int count) {
    fill(0, count, name -> NOOP.with(name).dueIn(LATER));
  }

  private void fill(int from, int to, Function<String, Request<?>> request) {
    ask();
    for (int i = from; i < to; i += Pool.BULK) {
      List<Request<?>> some = new ArrayList<>();
      for (int n = i; n < Math.min(to, i + Pool.BULK); n++) {
        some.add(request.apply(Tally.name(n)));
      }
      open().tasks().requestAll(some);
    }
  }

  /** The one that works takes requests, too. */
  @Override
  public void ask() {
    if (stint == null) {
      stint = stint(new Tally(0));
    }
  }

  @Override
  public void request(int number) {
    open().tasks().request(NOOP.with(Tally.name(number)));
  }

  @Override
  public void requestWithin(Connection transaction, int number) {
    open().tasks().requestWithin(transaction, List.of(NOOP.with(Tally.name(number))));
  }

  private Stint open() {
    return Objects.requireNonNull(stint);
  }

  @Override
  public void work(Tally tally) {
    stint = stint(tally);
    stint.work().start();
  }

  private Stint stint(Tally tally) {
    boolean kept = arguments.text("finished", "deleted").equals("kept");
    return Stint.on(store)
        .config(Config.DEFAULT.keep(kept ? Config.DEFAULT.keep() : Duration.ZERO))
        .define(
            TaskDefinition.of(
                NOOP,
                (name, context) -> {
                  tally.ran(name);
                  return StepOutcome.done();
                }))
        .build();
  }

  @Override
  public void close() throws Exception {
    if (stint != null) {
      stint.work().stop(Duration.ofSeconds(10));
      stint.close();
    }
    while (!closing.isEmpty()) {
      closing.pop().close();
    }
  }
}
