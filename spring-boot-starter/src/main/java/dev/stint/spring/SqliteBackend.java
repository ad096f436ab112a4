package dev.stint.spring;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.jdbc.JdbcStores;
import java.util.Optional;
import javax.sql.DataSource;

/** A SQLite file whose chunks are transactions of the application's data source, too. */
record SqliteBackend(JdbcStores file, DataSource source) implements StoreBackend, AutoCloseable {

  @Override
  public Stores stores() {
    Stores plain = file.stores();
    return new Stores(
        plain.requests(),
        plain.runs(),
        new BoundChunks(plain.chunks(), source),
        plain.workers(),
        plain.steering(),
        plain.queries(),
        plain.waits(),
        plain.registers());
  }

  @Override
  public Mutexes mutexes() {
    return file.mutexes();
  }

  @Override
  public Optional<Wakeups> wakeups() {
    return file.wakeups();
  }

  @Override
  public void close() throws Exception {
    file.close();
  }
}
