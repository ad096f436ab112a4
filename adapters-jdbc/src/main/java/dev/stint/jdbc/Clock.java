package dev.stint.jdbc;

import java.sql.Connection;
import java.time.InstantSource;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Handle;

/** The store's time in microseconds since 1970. */
@FunctionalInterface
interface Clock {

  /** This machine's. */
  Clock MACHINE = () -> Row.micros(InstantSource.system().instant());

  long micros();

  /** As last heard and carried on since; asked only if it never was. */
  default long lately() {
    return micros();
  }

  /** Before a statement that answers the store's time besides: takes that answer. */
  default LongConsumer hearing() {
    return micros -> {};
  }

  /** The same, asked through a connection that is at hand, if it must be asked. */
  default long micros(Connection connection) {
    return micros();
  }

  default long micros(Handle handle) {
    return micros(handle.getConnection());
  }
}
