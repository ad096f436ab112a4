package dev.stint.jdbc;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of SQL database: its words, and what it needs and does its own way. What stands here is
 * true of most. Thread-safe.
 */
interface Dialect extends SqlWords {

  /** What JDBC calls the product. */
  Set<String> products();

  /** What it needs of a host's connections. */
  default HostConnections.Needs needs() {
    return HostConnections.Needs.NONE;
  }

  /** The ways with many rows: lock the rows, then write them. */
  default DialectOperations operations(Statements sql) {
    return new LockingOperations(sql);
  }

  /** Begins a transaction that writes; empty for what every connection does by itself. */
  default Optional<String> opening() {
    return Optional.empty();
  }

  /** Begins a transaction that reads as of one moment; empty where JDBC has to say it. */
  default Optional<String> openingView() {
    return Optional.of("set transaction isolation level repeatable read, read only");
  }

  /**
   * Whether a transaction met the same new key in another one, which {@link SqlWords#insertNew}
   * could not avoid; it then runs again.
   */
  default boolean meets(Throwable error) {
    return false;
  }

  /**
   * See {@link Database#silent}.
   *
   * @param database to be asked for its limit
   */
  default Optional<String> silent(Database database, Throwable error, Duration took) {
    return Optional.empty();
  }

  /** Whether each row of a column may have another type. */
  default boolean looseColumns() {
    return false;
  }

  /** Whether a column of type TIMESTAMP is a moment, compared in the session's zone. */
  default boolean zonedTimestamps() {
    return false;
  }
}
