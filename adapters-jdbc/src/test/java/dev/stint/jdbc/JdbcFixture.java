package dev.stint.jdbc;

import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A database on a stepped clock. */
abstract class JdbcFixture implements StoreFixture {

  final JdbcStores jdbc;
  private final AtomicLong micros = new AtomicLong(1_795_219_200_000_000L);
  private final Stores stores;

  JdbcFixture(JdbcStores opened) {
    this.jdbc = opened.migrate().on(micros::get);
    this.stores = jdbc.stores();
  }

  @Override
  public Stores stores() {
    return stores;
  }

  @Override
  public Mutexes mutexes() {
    return jdbc.mutexes();
  }

  @Override
  public void advance(Duration step) {
    micros.addAndGet(Settling.micros(step));
  }
}
