package dev.stint.jdbc;

/** The store's time in microseconds since 1970. */
@FunctionalInterface
interface Clock {
  long micros();
}
