package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.NumberWalk;
import dev.stint.application.spi.StoreBackend;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.task.TaskFilter;
import dev.stint.mongo.MongoStores;
import dev.stint.redis.RedisStores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/**
 * {@link HostileDriverTest} for stores without transactions: two workers whose client throws
 * anything before and after its calls; nothing is lost, every child is there once, and once the
 * client is well both are.
 */
class HostileClientTest {

  private static final long SEED = Long.getLong("stint.seed", 20261130L);
  private static final int FAULTS = 150;
  private static final int EVERY = 4;
  private static final int TASKS = 600;
  private static final int WALKS = 12;
  private static final int ITEMS = 30;

  private static final TaskType<String> PLAIN = TaskType.of("plain", String.class);
  private static final TaskType<String> WALK = TaskType.of("walk", String.class);
  private static final TaskType<String> CHILD = TaskType.of("child", String.class);
  private static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(50)).lease(Duration.ofSeconds(4)).parallelism(4);
  private static final RetryPolicy ALWAYS =
      RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMillis(1));

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @TempDir Path dir;

  @Test
  void redis() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir, "appendonly no");
        RedisClient well = RedisClient.create(server.node())) {
      mustBeOutlived(
          RedisStores.over(well).prepare(),
          i -> HostileJedis.faults(SEED + i, FAULTS, EVERY),
          faults -> RedisStores.over(HostileJedis.over(server.node(), faults)).prepare());
    }
  }

  @Test
  void mongodb() {
    String database = "hostile_" + ProcessHandle.current().pid();
    try (MongoClient well = MongoClients.create(TestMongo.given().url(database))) {
      mustBeOutlived(
          MongoStores.of(well, database).migrate(),
          i -> HostileMongo.faults(SEED + i, FAULTS, EVERY),
          faults -> MongoStores.of(HostileMongo.over(well, faults), database));
    } finally {
      TestMongo.given().drop(database);
    }
  }

  private void mustBeOutlived(
      StoreBackend well,
      Function<Integer, HostileFaults> made,
      Function<HostileFaults, StoreBackend> opened) {
    System.out.println("seed " + SEED);
    Stint clean = Stint.on(well).config(CONFIG).define(all()).build();
    List<HostileFaults> clients = new ArrayList<>();
    List<Stint> workers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      HostileFaults faults = made.apply(i);
      clients.add(faults);
      workers.add(Stint.on(open(opened, faults)).config(CONFIG).define(all()).build());
    }
    request(clean);
    workers.forEach(worker -> worker.work().start());

    await()
        .atMost(Duration.ofMinutes(4))
        .until(() -> clients.stream().allMatch(HostileFaults::done) || over(clean));
    clients.forEach(HostileFaults::wellAgain);
    await().atMost(Duration.ofMinutes(4)).until(() -> over(clean));

    clients.forEach(one -> System.out.println("faults " + one.met()));
    for (Stint worker : workers) {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(worker.work().condition().words()).isEqualTo("working"));
      worker.work().stop(Duration.ofSeconds(10));
    }
    assertThat(seen).hasSize(WALKS * ITEMS);
    assertThat(clean.ask().list(TaskFilter.newest(9_999).type(CHILD.name())))
        .hasSize(WALKS * ITEMS)
        .allMatch(row -> row.standing().run().status() == TaskStatus.SUCCEEDED);
  }

  /** A worker that cannot be opened is opened again, as its host would. */
  private static StoreBackend open(
      Function<HostileFaults, StoreBackend> opened, HostileFaults faults) {
    while (true) {
      try {
        return opened.apply(faults);
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
    return List.of(PLAIN, WALK, CHILD).stream()
        .flatMap(t -> clean.ask().list(TaskFilter.newest(9_999).type(t.name())).stream())
        .allMatch(row -> row.standing().run().status() == TaskStatus.SUCCEEDED);
  }

  private List<TaskDefinition<?>> all() {
    return List.of(
        TaskDefinition.of(
                PLAIN,
                (name, context) -> {
                  context.checkpoint(Payload.of("half"));
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

  /** Requests a task for each item, again under the same id where it is done again. */
  private final class Walk extends NumberWalk {
    Walk() {
      super(ITEMS, 10);
    }

    @Override
    public boolean atomic() {
      return false;
    }

    @Override
    public void process(String name, List<Integer> items, ChunkContext context) {
      for (int item : items) {
        seen.add(name + " " + item);
        context.action().request(CHILD.with(name + " " + item));
      }
    }
  }
}
