package dev.stint.benchmarks;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.mongo.MongoStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * Drains waiting no-op tasks with one worker on the stand-in in this JVM. The stand-in is not
 * MongoDB: it has no disk, and without indexes that it would use here each claim and each
 * settlement looks at every task there is. So its figure falls with their number (200,000 take
 * hours) and says nothing of MongoDB's; the round trips do.
 */
public final class MongoDrain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final String DATABASE = "stint_drain";
  private static final int BULK = 1_000;
  private static final int WARM_UP = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Bson OVER = Filters.eq("run.status", "SUCCEEDED");

  private final MongoClient client;
  private final Commands commands;

  private MongoDrain(MongoClient client, Commands commands) {
    this.client = client;
    this.commands = commands;
  }

  /** Round trips by name: these are the same on any server. */
  private static final class Commands implements CommandListener {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public void commandStarted(CommandStartedEvent event) {
      counts.computeIfAbsent(event.getCommandName(), name -> new LongAdder()).increment();
    }

    String perThousand(int tasks) {
      return new TreeMap<>(counts)
          .entrySet().stream()
              .map(e -> "%s %.1f".formatted(e.getKey(), e.getValue().sum() * 1_000.0 / tasks))
              .collect(Collectors.joining(", "));
    }
  }

  /**
   * @param args how many tasks (5000), and the URL of a real server, in place of the stand-in
   */
  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    if (args.length > 1) {
      measure("MongoDB", args[1], tasks);
      return;
    }
    MongoServer standIn = new MongoServer(new MemoryBackend());
    try {
      measure("the MongoDB stand-in (not MongoDB)", standIn.bindAndGetConnectionString(), tasks);
    } finally {
      standIn.shutdownNow();
    }
  }

  private static void measure(String what, String url, int tasks) throws Exception {
    Commands commands = new Commands();
    MongoClientSettings settings =
        MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(url))
            .addCommandListener(commands)
            .build();
    try (MongoClient client = MongoClients.create(settings)) {
      MongoDrain drain = new MongoDrain(client, commands);
      drain.drain(DATABASE + "_warm", WARM_UP);
      double rate = drain.drain(DATABASE, tasks);
      System.out.printf("%s, %,d tasks, finished tasks buried: %,.0f tasks/s%n", what, tasks, rate);
      System.out.printf("commands for 1,000 tasks: %s%n", commands.perThousand(tasks));
    }
  }

  private double drain(String database, int count) throws Exception {
    AtomicLong ran = new AtomicLong();
    try (MongoStores mongo = MongoStores.of(client, database).migrate()) {
      Stint stint =
          Stint.on(mongo.stores(), mongo.mutexes())
              .config(Config.DEFAULT.keep(Duration.ZERO))
              .define(
                  TaskDefinition.of(
                      NOOP,
                      (arguments, context) -> {
                        ran.incrementAndGet();
                        return StepOutcome.done();
                      }))
              .build();
      for (int i = 0; i < count; i += BULK) {
        List<Request<?>> some = new ArrayList<>();
        for (int n = i; n < Math.min(count, i + BULK); n++) {
          some.add(NOOP.with("order-" + n));
        }
        stint.tasks().requestAll(some);
      }
      commands.counts.clear();
      long began = System.nanoTime();
      stint.work().start();
      await(database, ran, count);
      double seconds = (System.nanoTime() - began) / 1e9;
      stint.work().stop(Duration.ofSeconds(5));
      if (ran.get() != count) {
        throw new IllegalStateException("expected " + count + " runs, found " + ran.get());
      }
      return count / seconds;
    }
  }

  /** Asks the server only once all have run: to count would take what is measured. */
  private void await(String database, AtomicLong ran, int all) {
    Instant patience = Instant.now().plus(PATIENCE);
    while (ran.get() < all || over(database) < all) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("not drained after " + PATIENCE);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private long over(String database) {
    return client.getDatabase(database).getCollection("stint_task").countDocuments(OVER);
  }
}
