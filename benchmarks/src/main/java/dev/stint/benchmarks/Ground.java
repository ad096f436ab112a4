package dev.stint.benchmarks;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.jdbc.JdbcStores;
import dev.stint.redis.RedisStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** An empty store on a server or a file of its own, durability on. */
final class Ground implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Stores stores;
  private final Mutexes mutexes;
  private final Step settling;

  /** Something that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private Ground(Stores stores, Mutexes mutexes, Step settling) {
    this.stores = stores;
    this.mutexes = mutexes;
    this.settling = settling;
  }

  /**
   * @param store {@code postgresql}, {@code sqlite} or {@code redis}
   */
  static Ground open(String store) throws Exception {
    return switch (store) {
      case "postgresql" -> postgresql();
      case "sqlite" -> sqlite();
      case "redis" -> redis();
      default -> throw new IllegalArgumentException("no store " + store);
    };
  }

  Stores stores() {
    return stores;
  }

  Mutexes mutexes() {
    return mutexes;
  }

  /** As the server's own upkeep would leave what was just filled in. */
  void settle() throws Exception {
    settling.run();
  }

  private static Ground postgresql() throws Exception {
    Postgres server = Postgres.start();
    JdbcStores stores = server.fresh();
    return new Ground(stores.stores(), stores.mutexes(), server::settle).closes(server);
  }

  private static Ground sqlite() throws Exception {
    Path file = Files.createTempDirectory("stint-bench").resolve("drain.db");
    JdbcStores stores = JdbcStores.sqlite("jdbc:sqlite:" + file).migrate();
    return new Ground(stores.stores(), stores.mutexes(), () -> {}).closes(stores);
  }

  private static Ground redis() throws Exception {
    BenchRedis server = BenchRedis.start("everysec");
    RedisStores redis = RedisStores.over(server.client()).prepare();
    return new Ground(redis.stores(), redis.mutexes(), () -> {}).closes(server).closes(redis);
  }

  private Ground closes(AutoCloseable resource) {
    open.push(resource);
    return this;
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
