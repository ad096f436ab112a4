package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.stint.application.spi.Stores;
import dev.stint.mongo.MongoStores;

/** Keeps tasks in MongoDB. Workers of other processes find new work by polling. */
public final class MongoStoreModule extends AbstractModule {

  private final MongoStores database;

  /**
   * @param database migrated already, by {@link MongoStores#migrate} or by the host's own means
   */
  public MongoStoreModule(MongoStores database) {
    this.database = database;
  }

  @Override
  protected void configure() {
    bind(Stores.class).toInstance(database.stores());
  }
}
