package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.stint.application.spi.Mutexes;
import dev.stint.mongo.MongoStores;

/** Keeps mutexes in MongoDB, which need not be where the tasks are. */
public final class MongoMutexModule extends AbstractModule {

  private final MongoStores database;

  public MongoMutexModule(MongoStores database) {
    this.database = database;
  }

  @Override
  protected void configure() {
    bind(Mutexes.class).toInstance(database.mutexes());
  }
}
