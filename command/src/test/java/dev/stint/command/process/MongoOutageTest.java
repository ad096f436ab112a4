package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.spi.StoreException;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskCount;
import dev.stint.mongo.MongoStores;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The way to the server is cut under load for longer than a lease, and mended. On the stand-in, or
 * the server that {@code -Dstint.mongo.url} names: the server itself stays up.
 */
class MongoOutageTest {

  private static final TaskType<String> TYPE = TaskType.of("counted", String.class);
  private static final int TASKS = 600;
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
  private final List<Long> failures = new CopyOnWriteArrayList<>();

  /** Keeps some tasks from being over before the outage is. */
  private final CountDownLatch light = new CountDownLatch(1);

  private final AtomicBoolean lasting = new AtomicBoolean();

  private Stint stint(MongoStores mongo) {
    return Stint.on(mongo.stores(), mongo.mutexes())
        .config(Config.DEFAULT.lease(LEASE).poll(Duration.ofMillis(100)))
        .observer(
            new TaskObserver() {
              @Override
              public void storeFailed(String verb, boolean passing) {
                failures.add(System.nanoTime());
                lasting.compareAndSet(false, !passing);
              }
            })
        .define(
            TaskDefinition.of(
                TYPE,
                (arguments, context) -> {
                  runs.computeIfAbsent(arguments, a -> new AtomicInteger()).incrementAndGet();
                  if (runs.size() > TASKS / 2) {
                    light.await();
                  }
                  return StepOutcome.done();
                }))
        .build();
  }

  private static void requestAll(Stint stint, int tasks) {
    List<Request<?>> requests = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      requests.add(TYPE.with("task " + i));
    }
    stint.tasks().requestAll(requests);
  }

  private static long ended(Stint stint) {
    return stint.ask().counts().stream()
        .filter(c -> c.status() == TaskStatus.SUCCEEDED)
        .mapToLong(TaskCount::tasks)
        .sum();
  }

  @Test
  void workers_go_on_by_themselves_and_nothing_acknowledged_is_lost() throws Exception {
    String name = "stint_outage_" + ProcessHandle.current().pid();
    try (TestMongo server = TestMongo.given();
        TcpProxy proxy = new TcpProxy(address(server));
        MongoClient client = MongoClients.create(through(proxy));
        MongoStores mongo = MongoStores.of(client, name)) {
      // The driver's patience is short for what comes later; a busy machine may take longer to
      // find the server at all.
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(StoreException.class)
          .until(() -> mongo.migrate() == mongo);
      Stint stint = stint(mongo);
      requestAll(stint, TASKS);
      stint.work().start();
      await().atMost(PATIENCE).until(() -> runs.size() > TASKS / 10);

      proxy.cut();
      CompletableFuture<Boolean> asked =
          CompletableFuture.supplyAsync(
              () -> stint.tasks().request(TYPE.with("in the dark")).isNew());
      await().atMost(PATIENCE).until(this::awayForLongerThanALease);
      int before = runs.size();
      light.countDown();
      proxy.mend();

      assertThat(asked.get()).isTrue();
      await().atMost(PATIENCE).until(() -> ended(stint) == TASKS + 1);
      stint.work().stop(Duration.ofSeconds(5));
      assertThat(lasting).isFalse();
      assertThat(before).isLessThan(TASKS);
      assertThat(runs).hasSize(TASKS + 1);
      server.drop(name);
    }
  }

  private boolean awayForLongerThanALease() {
    return !failures.isEmpty()
        && failures.get(failures.size() - 1) - failures.get(0) > LEASE.toNanos() * 3 / 2;
  }

  private static InetSocketAddress address(TestMongo server) {
    ServerAddress address =
        new ServerAddress(new ConnectionString(server.url("any")).getHosts().get(0));
    return new InetSocketAddress(address.getHost(), address.getPort());
  }

  /** Straight, or the driver would find the server's own address and go round the proxy. */
  private static String through(TcpProxy proxy) {
    return "mongodb://127.0.0.1:"
        + proxy.port()
        + "/?directConnection=true&serverSelectionTimeoutMS=500";
  }
}
