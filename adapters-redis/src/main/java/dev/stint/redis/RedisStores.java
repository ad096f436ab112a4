package dev.stint.redis;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;

/**
 * One Redis, a server or a cluster, as Stint sees it: its stores, its mutexes and its hints.
 * Thread-safe. The order scope of claims is PARTITION.
 */
public final class RedisStores implements StoreBackend, AutoCloseable {

  /** The number of partitions where none is named. */
  public static final int PARTITIONS = 16;

  private final Redis redis;
  private final RedisWakeups wakeups;

  private RedisStores(Redis redis) {
    this.redis = redis;
    this.wakeups = new RedisWakeups(redis.jedis(), redis.prefix());
  }

  Redis redis() {
    return redis;
  }

  /** Over the host's own client, which stays the host's to close, in 16 partitions. */
  public static RedisStores over(UnifiedJedis jedis) {
    return over(jedis, "stint", PARTITIONS);
  }

  /**
   * The same under another name or in another number of partitions.
   *
   * @param prefix what every key begins with; no braces
   * @param partitions 1 to 1024; cannot change once tasks are stored
   */
  public static RedisStores over(UnifiedJedis jedis, String prefix, int partitions) {
    if (prefix.isBlank() || prefix.contains("{") || prefix.contains("}")) {
      throw new IllegalArgumentException("the key prefix must be a name without braces: " + prefix);
    }
    Partitions spread = new Partitions(prefix, partitions);
    return new RedisStores(new Redis(jedis, prefix, spread, Clock.SERVER));
  }

  /**
   * Writes down the format and the number of partitions, or compares them. Safe to repeat.
   *
   * @throws StoreException if Redis cannot be reached, or holds tasks in a format that this build
   *     does not know or in another number of partitions
   */
  public RedisStores prepare() {
    new Format(redis).prepare();
    String key = redis.prefix() + ":partitions";
    String count = Integer.toString(redis.partitions().count());
    String stored;
    try {
      redis.jedis().setnx(key, count);
      stored = redis.jedis().get(key);
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
    if (!count.equals(stored)) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "this Redis keeps its tasks in %s partitions, not %s; configure %s"
              .formatted(stored, count, stored));
    }
    return this;
  }

  /**
   * Whether {@link #prepare} was called on this Redis before. Writes nothing.
   *
   * @throws StoreException if Redis cannot be reached
   */
  public boolean prepared() {
    try {
      return redis.jedis().exists(redis.prefix() + ":partitions");
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  /** The same on another clock; for tests. */
  RedisStores on(Clock clock) {
    return new RedisStores(redis.on(clock));
  }

  @Override
  public Stores stores() {
    RedisRunStore runs = new RedisRunStore(redis);
    RedisRequestStore requests = new RedisRequestStore(redis);
    return new Stores(
        requests,
        runs,
        new RedisChunkStore(runs, requests),
        new RedisWorkerStore(redis),
        new RedisSteerStore(redis),
        new RedisQueryStore(redis),
        new RedisWaitStore(redis),
        new RedisRegisterStore(redis));
  }

  @Override
  public Mutexes mutexes() {
    return new RedisMutexes(redis);
  }

  /** Rows of the host's own, for what has no other place. */
  public RedisTables tables() {
    return new RedisTables(redis);
  }

  /** Hints by publish and subscribe; a listener keeps one connection of the client. */
  @Override
  public Optional<Wakeups> wakeups() {
    return Optional.of(wakeups);
  }

  /** Publishes no more hints; the client stays open. */
  @Override
  public void close() {
    wakeups.close();
  }
}
