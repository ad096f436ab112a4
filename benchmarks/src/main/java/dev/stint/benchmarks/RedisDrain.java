package dev.stint.benchmarks;

import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.life.TaskStatus;
import dev.stint.redis.RedisStores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.RedisClient;

/** Drains waiting no-op tasks on one Redis server with one worker, append-only file on. */
public final class RedisDrain {

  private static final TaskType<String> NOOP = TaskType.of("noop", String.class);
  private static final int BULK = 1_000;
  private static final int WARM_UP = 20_000;

  private final RedisClient client;

  private RedisDrain(RedisClient client) {
    this.client = client;
  }

  /**
   * @param args how many tasks (200000), rounds (3)
   */
  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    for (String fsync : List.of("everysec", "always")) {
      measure(fsync, tasks, rounds);
    }
  }

  private static void measure(String fsync, int tasks, int rounds) throws Exception {
    try (BenchRedis server = BenchRedis.start(fsync)) {
      RedisDrain drain = new RedisDrain(server.client());
      drain.drain(Duration.ZERO, WARM_UP);
      double deleted = 0;
      for (int round = 1; round <= rounds; round++) {
        double rate = drain.drain(Duration.ZERO, tasks);
        say("redis, appendfsync %s, round %d: %,.0f tasks/s", fsync, round, rate);
        deleted = Math.max(deleted, rate);
      }
      double kept = drain.drain(Config.DEFAULT.keep(), tasks);
      say("redis, appendfsync %s, finished tasks deleted: %,.0f tasks/s (best)", fsync, deleted);
      say("redis, appendfsync %s, default retention: %,.0f tasks/s (one run)", fsync, kept);
    }
  }

  private static void say(String words, Object... values) {
    System.out.println(words.formatted(values));
  }

  private double drain(Duration keep, int count) throws Exception {
    client.flushAll();
    AtomicLong ran = new AtomicLong();
    try (RedisStores redis = RedisStores.over(client).prepare()) {
      Stint stint = stint(redis, keep, ran);
      for (int i = 0; i < count; i += BULK) {
        List<Request<?>> some = new ArrayList<>();
        for (int n = i; n < Math.min(count, i + BULK); n++) {
          some.add(NOOP.with("order-" + n));
        }
        stint.tasks().requestAll(some);
      }
      Cpu before = cpu();
      long began = System.nanoTime();
      stint.work().start();
      await(stint, ran, count);
      double seconds = (System.nanoTime() - began) / 1e9;
      Cpu after = cpu();
      say(
          "  CPU a task: worker %.1f us, server %.1f us",
          (after.worker - before.worker) * 1e6 / count,
          (after.server - before.server) * 1e6 / count);
      stint.work().stop(Duration.ofSeconds(5));
      if (ran.get() != count) {
        throw new IllegalStateException("expected " + count + " runs, found " + ran.get());
      }
      return count / seconds;
    }
  }

  /** Seconds used so far: on a busy machine they say more than the clock. */
  private record Cpu(double worker, double server) {}

  private Cpu cpu() {
    double worker =
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    double server =
        client
            .info("cpu")
            .lines()
            .filter(l -> l.startsWith("used_cpu_user:") || l.startsWith("used_cpu_sys:"))
            .mapToDouble(l -> Double.parseDouble(l.substring(l.indexOf(':') + 1)))
            .sum();
    return new Cpu(worker, server);
  }

  private static Stint stint(RedisStores redis, Duration keep, AtomicLong ran) {
    return Stint.on(redis.stores(), redis.mutexes())
        .wakeups(redis.wakeups().orElseThrow())
        .config(Config.DEFAULT.keep(keep))
        .define(
            TaskDefinition.of(
                NOOP,
                (arguments, context) -> {
                  ran.incrementAndGet();
                  return StepOutcome.done();
                }))
        .build();
  }

  /** Until all have run and none is left unfinished; counts are kept, so asking costs little. */
  private static void await(Stint stint, AtomicLong ran, int all) {
    Instant patience = Instant.now().plusSeconds(300);
    while (ran.get() < all || unfinished(stint) > 0) {
      if (Instant.now().isAfter(patience)) {
        throw new IllegalStateException("not drained after 300 s");
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private static long unfinished(Stint stint) {
    return stint.ask().counts().stream()
        .filter(c -> !c.status().finished() && c.status() != TaskStatus.PAUSED)
        .mapToLong(c -> c.tasks())
        .sum();
  }
}
