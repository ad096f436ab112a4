package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.bootstrap.Stint;
import dev.stint.jdbc.JdbcStores;
import dev.stint.redis.RedisStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** Tasks in one store, mutexes in another: two workers count in exclusive batches. */
class MixedStoresTest {

  private static final TaskType<String> COUNT = TaskType.of("count", String.class);
  private static final int INCREMENTS = 400;
  private static final int BULK = 200;

  /** What a batch counts before it lets the mutex go, however long that takes. */
  private static final int A_BATCH = 20;

  /** Unprotected but for the mutex. */
  private long count;

  /** As unprotected. */
  private int inBatch;

  private final AtomicInteger batches = new AtomicInteger();

  @TempDir Path dir;

  @SuppressWarnings("NullAway.Init")
  private RedisProcess server;

  @SuppressWarnings("NullAway.Init")
  private RedisClient client;

  @BeforeEach
  void start() throws Exception {
    server = RedisProcess.start(dir, "appendonly yes", "appendfsync everysec");
    client = RedisClient.create(server.node());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void tasks_in_sqlite_and_mutexes_in_redis_lose_no_increment() throws Exception {
    RedisStores redis = RedisStores.over(client).prepare();
    try (JdbcStores sqlite = JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("tasks.db"))) {
      countWith(sqlite.migrate().stores(), redis.mutexes());
    }
  }

  @Test
  void tasks_in_redis_and_mutexes_in_sqlite_lose_no_increment() throws Exception {
    RedisStores redis = RedisStores.over(client).prepare();
    try (JdbcStores sqlite = JdbcStores.sqlite("jdbc:sqlite:" + dir.resolve("mutexes.db"))) {
      countWith(redis.stores(), sqlite.migrate().mutexes());
    }
  }

  private void countWith(Stores stores, Mutexes mutexes) throws Exception {
    Stint requester = stint(stores, mutexes);
    for (int i = 0; i < INCREMENTS; i += BULK) {
      List<Request<?>> some = new ArrayList<>();
      for (int n = 0; n < BULK; n++) {
        some.add(COUNT.with("one"));
      }
      requester.tasks().requestAll(some);
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Boolean>> workers =
          List.of(() -> work(stint(stores, mutexes)), () -> work(stint(stores, mutexes)));
      for (Future<Boolean> worker : threads.invokeAll(workers)) {
        assertThat(worker.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(count).isEqualTo(INCREMENTS);
    assertThat(batches).hasValueGreaterThanOrEqualTo(INCREMENTS / A_BATCH);
  }

  private Stint stint(Stores stores, Mutexes mutexes) {
    return Stint.on(stores, mutexes)
        .config(Config.DEFAULT)
        .define(
            TaskDefinition.of(
                COUNT,
                (arguments, context) -> {
                  if (inBatch == A_BATCH) {
                    inBatch = 0;
                    return StepOutcome.yielded();
                  }
                  inBatch++;
                  long seen = count;
                  LockSupport.parkNanos(20_000);
                  count = seen + 1;
                  return StepOutcome.done();
                }))
        .build();
  }

  /** Batches that a yielding task ends, so that the mutex changes hands, until nothing is left. */
  private boolean work(Stint stint) {
    while (true) {
      RunBatch.Report report =
          stint
              .batches()
              .runBatch(
                  new RunBatch.Limits(
                      Optional.of(Duration.ofMinutes(5)),
                      Optional.of("count"),
                      Set.of(),
                      Set.of(),
                      OptionalInt.of(1),
                      false,
                      true));
      if (report.busy()) {
        LockSupport.parkNanos(1_000_000);
        continue;
      }
      batches.incrementAndGet();
      if (report.drained()) {
        return !report.exclusivityLost();
      }
    }
  }
}
