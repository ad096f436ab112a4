package dev.stint.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.stint.mongo.MongoStores;
import java.time.Duration;

/**
 * Drains waiting no-op tasks with one worker on the stand-in in this JVM. The stand-in is not
 * MongoDB: it has no disk, and without indexes that it would use here each claim and each
 * settlement looks at every task there is. So its figure falls with their number (200,000 take
 * hours) and says nothing of MongoDB's; the round trips do.
 */
public final class MongoDrain {

  private static final String DATABASE = "stint_drain";
  private static final int WARM_UP = 5_000;

  private MongoDrain() {}

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

  private static void measure(String what, String url, int tasks) {
    try (MongoClient client = MongoClients.create(url)) {
      drain(client, DATABASE + "_warm", WARM_UP);
      double rate = drain(client, DATABASE, tasks);
      System.out.printf("%s, %,d tasks, finished tasks buried: %,.0f tasks/s%n", what, tasks, rate);
    }
  }

  private static double drain(MongoClient client, String database, int tasks) {
    try (MongoStores mongo = MongoStores.of(client, database).migrate()) {
      return new NoopDrain(mongo.stores(), mongo.mutexes(), Duration.ZERO, tasks).perSecond();
    }
  }
}
