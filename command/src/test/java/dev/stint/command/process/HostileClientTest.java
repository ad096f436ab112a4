package dev.stint.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.contract.NumberWalk;
import dev.stint.application.spi.StoreBackend;
import dev.stint.bootstrap.Stint;
import dev.stint.mongo.MongoStores;
import dev.stint.redis.RedisStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import redis.clients.jedis.RedisClient;

/**
 * {@link HostileDriverTest} for stores without transactions: two workers whose client throws
 * anything before and after its calls; nothing is lost, every child is there once, and once the
 * client is well both are.
 */
@Execution(ExecutionMode.CONCURRENT)
class HostileClientTest {

  private static final int FAULTS = 150;
  private static final int EVERY = 4;
  private static final int TASKS = 600;
  private static final int WALKS = 12;
  private static final int ITEMS = 30;

  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  @TempDir Path dir;

  @Test
  void redis() throws Exception {
    try (RedisProcess server = RedisProcess.start(dir, "appendonly no");
        RedisClient well = RedisClient.create(server.node())) {
      mustBeOutlived(
          RedisStores.over(well).prepare(),
          i -> HostileJedis.faults(HostileRun.SEED + i, FAULTS, EVERY),
          faults -> RedisStores.over(HostileJedis.over(server.node(), faults)).prepare());
    }
  }

  @Test
  void mongodb() {
    String database = "hostile_" + ProcessHandle.current().pid();
    try (MongoClient well = MongoClients.create(TestMongo.given().url(database))) {
      mustBeOutlived(
          MongoStores.of(well, database).migrate(),
          i -> HostileMongo.faults(HostileRun.SEED + i, FAULTS, EVERY),
          faults -> MongoStores.of(HostileMongo.over(well, faults), database));
    } finally {
      TestMongo.given().drop(database);
    }
  }

  private void mustBeOutlived(
      StoreBackend well,
      Function<Integer, HostileFaults> made,
      Function<HostileFaults, StoreBackend> opened) {
    HostileRun run = new HostileRun(TASKS, WALKS, new Walk());
    Stint clean = Stint.on(well).config(HostileRun.CONFIG).define(run.definitions()).build();
    List<HostileFaults> clients = new ArrayList<>();
    List<Stint> workers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      HostileFaults faults = made.apply(i);
      clients.add(faults);
      workers.add(
          Stint.on(HostileRun.open(() -> opened.apply(faults)))
              .config(HostileRun.CONFIG)
              .define(run.definitions())
              .build());
    }

    run.mustBeOutlived(clean, workers, clients);

    assertThat(seen).hasSize(WALKS * ITEMS);
    run.mustHaveChildren(clean, ITEMS);
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
        context.action().request(HostileRun.CHILD.with(name + " " + item));
      }
    }
  }
}
