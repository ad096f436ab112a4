package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.stint.application.spi.Mutexes;
import dev.stint.redis.RedisStores;

/** Keeps mutexes in Redis, which need not be where the tasks are. */
public final class RedisMutexModule extends AbstractModule {

  private final RedisStores redis;

  public RedisMutexModule(RedisStores redis) {
    this.redis = redis;
  }

  @Override
  protected void configure() {
    bind(Mutexes.class).toInstance(redis.mutexes());
  }
}
