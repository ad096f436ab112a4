package dev.stint.benchmarks.peer;

import dev.stint.benchmarks.harness.Tally;
import java.sql.Connection;
import java.sql.SQLException;

/** One way to store tasks and to work on them, in the process of one role. */
public interface Peer extends AutoCloseable {

  /** Its version and the settings that are not defaults, in one line. */
  String about();

  /** Makes its tables in an empty database. */
  void prepare() throws Exception;

  /** Stores tasks of the numbers from one up to and without another, in its quickest way. */
  void fill(int from, int to) throws Exception;

  /**
   * Stores {@code count} tasks that are due in a year.
   *
   * @throws UnsupportedOperationException if that was not written for it
   */
  default void fillLater(int count) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Opens what {@link #request} needs. */
  void ask() throws Exception;

  /** Returns once the task of this number is durable. Thread-safe. */
  void request(int number) throws Exception;

  /**
   * Stores the task of this number in the caller's transaction.
   *
   * @throws UnsupportedOperationException if it has no such thing
   */
  default void requestWithin(Connection transaction, int number) throws SQLException {
    throw new UnsupportedOperationException();
  }

  /** Starts to work and returns. */
  void work(Tally tally) throws Exception;

  /** Stops to work. */
  @Override
  void close() throws Exception;
}
