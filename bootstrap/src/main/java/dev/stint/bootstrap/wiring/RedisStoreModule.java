package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.redis.RedisStores;

/** Keeps tasks in Redis, one server or a cluster, with its hints. */
public final class RedisStoreModule extends AbstractModule {

  private final RedisStores redis;

  /**
   * @param redis prepared already, by {@link RedisStores#prepare}
   */
  public RedisStoreModule(RedisStores redis) {
    this.redis = redis;
  }

  @Override
  protected void configure() {
    bind(Stores.class).toInstance(redis.stores());
    redis
        .wakeups()
        .ifPresent(
            hints ->
                OptionalBinder.newOptionalBinder(binder(), Wakeups.class)
                    .setBinding()
                    .toInstance(hints));
  }
}
