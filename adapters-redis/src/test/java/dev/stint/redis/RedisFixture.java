package dev.stint.redis;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.UnifiedJedis;

/** A Redis on a stepped clock, emptied for each test. */
final class RedisFixture implements StoreFixture {

  private final AtomicLong micros = new AtomicLong(1_795_219_200_000_000L);
  private final RedisStores redis;
  private final Stores stores;

  RedisFixture(UnifiedJedis jedis) {
    this.redis = RedisStores.over(jedis).prepare().on(() -> Long.toString(micros.get()));
    this.stores = redis.stores();
  }

  /** On one server. */
  static RedisFixture single() {
    Servers.single().flushAll();
    return new RedisFixture(Servers.single());
  }

  /** On a cluster of three masters. */
  static RedisFixture cluster() {
    Servers.onEachMaster(Jedis::flushAll);
    return new RedisFixture(Servers.cluster());
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Mutexes mutexes() {
    return redis.mutexes();
  }

  RedisStores redis() {
    return redis;
  }

  @Override
  public void advance(Duration step) {
    micros.addAndGet(Members.micros(step));
  }

  @Override
  public void close() {}
}
