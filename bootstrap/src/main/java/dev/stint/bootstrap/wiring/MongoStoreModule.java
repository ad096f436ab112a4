package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.mongo.MongoStores;
import java.util.Optional;

/**
 * Keeps tasks in MongoDB, with its hints where the server has them; elsewhere the workers of other
 * processes find new work by polling. Needs stint-adapters-mongo, which only hosts on MongoDB ship.
 */
public final class MongoStoreModule extends AbstractModule {

  private final MongoStores database;
  private final Optional<Wakeups> hints;

  /**
   * Asks the server whether it has hints.
   *
   * @param database migrated already, by {@link MongoStores#migrate} or by the host's own means
   * @throws StoreException if the server cannot be asked
   */
  public MongoStoreModule(MongoStores database) {
    this.database = database;
    this.hints = database.wakeups();
  }

  @Override
  protected void configure() {
    bind(Stores.class).toInstance(database.stores());
    hints.ifPresent(
        known ->
            OptionalBinder.newOptionalBinder(binder(), Wakeups.class)
                .setBinding()
                .toInstance(known));
  }
}
