package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import dev.stint.application.spi.Mutexes;
import dev.stint.jdbc.JdbcStores;

/** Keeps mutexes in a relational database, which need not be that of the tasks. */
public final class JdbcMutexModule extends AbstractModule {

  private final JdbcStores database;

  public JdbcMutexModule(JdbcStores database) {
    this.database = database;
  }

  @Override
  protected void configure() {
    bind(Mutexes.class).toInstance(database.mutexes());
  }
}
