package dev.stint.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.jdbc.JdbcStores;

/** Keeps tasks in a relational database, with its hints where it has them. */
public final class JdbcStoreModule extends AbstractModule {

  private final JdbcStores database;

  /**
   * @param database migrated already, by {@link JdbcStores#migrate} or by the host's own means
   */
  public JdbcStoreModule(JdbcStores database) {
    this.database = database;
  }

  @Override
  protected void configure() {
    bind(Stores.class).toInstance(database.stores());
    database
        .wakeups()
        .ifPresent(
            hints ->
                OptionalBinder.newOptionalBinder(binder(), Wakeups.class)
                    .setBinding()
                    .toInstance(hints));
  }
}
