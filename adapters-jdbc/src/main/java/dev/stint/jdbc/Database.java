package dev.stint.jdbc;

import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** One database: how a transaction is had, and its statements. Thread-safe. */
interface Database {

  /** Reads what one of several statements answered. */
  @FunctionalInterface
  interface Answers {
    /**
     * Reads one answer to its end.
     *
     * @param place of the answer among those that have rows, from 0
     */
    void read(int place, ResultSet rows) throws SQLException;
  }

  /** What happens in a transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Handle handle) throws Exception;
  }

  Statements statements();

  Clock clock();

  /** What the clock says, in microseconds, whether Stint's tables are there or not. */
  default long timeWithoutTables() {
    return Clock.MACHINE.micros();
  }

  /**
   * Runs work in one transaction that may write; commits unless it throws. The work may run again
   * from its beginning, if the database rolled it back in favour of another transaction.
   */
  <T> T write(Work<T> work) throws Exception;

  /**
   * Runs one statement that writes, which commits by itself; in as few round trips as it can. Not
   * tried again, and under the limits that the host sets its connections.
   */
  default <T> T statement(Function<Connection, T> work) throws Exception {
    return write(handle -> work.apply(handle.getConnection()));
  }

  /** The threads whose statements can be ended from another one; empty where none can. */
  default Optional<EndableThreads> endable() {
    return Optional.empty();
  }

  /**
   * One statement that commits by itself, and may run twice; in a transaction of Stint's own where
   * the limits or the level that the host sets its connections are in its way.
   */
  default <T> T single(Work<T> work) {
    return change(work);
  }

  /**
   * Runs work of the user's and Stint's in one transaction that may write; commits unless it
   * throws.
   */
  default <T> T chunk(Work<T> work) throws Exception {
    return write(work);
  }

  /** Runs what writes in turn with all else that does, where the database needs that. */
  default <T> T inTurn(Callable<T> work) throws Exception {
    return work.call();
  }

  /** The same in a transaction that the host opened on this connection, and ends. */
  default <T> T chunkOn(Connection hosts, Work<T> work) throws Exception {
    throw new UnsupportedOperationException("this database writes on a connection of its own");
  }

  /**
   * Why the database ended a chunk's transaction, if it did so because nothing was said in it for
   * too long.
   *
   * @param took from the chunk's beginning to its failure
   */
  default Optional<String> silent(Throwable error, Duration took) {
    return Optional.empty();
  }

  /** Runs work that only reads. */
  <T> T read(Work<T> work) throws Exception;

  /** The same by plain JDBC. */
  default <T> T look(Function<Connection, T> work) {
    return ask(handle -> work.apply(handle.getConnection()));
  }

  /**
   * Runs work that only reads, all of it as of one moment; inside a transaction of its thread's, in
   * that one, whatever it sees.
   */
  <T> T view(Work<T> work) throws Exception;

  /** What a host should know of its settings, each a sentence. */
  default List<String> warnings(Handle handle) throws SQLException {
    return List.of();
  }

  /**
   * Sends statements that need nothing of each other, a transaction of their own, in one round
   * trip.
   *
   * @throws StoreException as every failure
   */
  default void send(Positional script, Map<String, Object> values, Answers answers) {
    throw new UnsupportedOperationException("this database takes one statement at a time");
  }

  /**
   * Whether one transaction at a time writes, so that an open chunk keeps its worker from renewing.
   */
  boolean oneWriter();

  /** Whether it writes on a connection of its own, so that no transaction of the host's can. */
  default boolean ownConnection() {
    return false;
  }

  /** The same with every failure as a {@link StoreException}. */
  default <T> T change(Work<T> work) {
    try {
      return write(work);
    } catch (Exception e) {
      throw Failures.of(e);
    }
  }

  default <T> T ask(Work<T> work) {
    try {
      return read(work);
    } catch (Exception e) {
      throw Failures.of(e);
    }
  }

  default <T> T askAtOnce(Work<T> work) {
    try {
      return view(work);
    } catch (Exception e) {
      throw Failures.of(e);
    }
  }
}
