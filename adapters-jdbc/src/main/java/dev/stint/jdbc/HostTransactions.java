package dev.stint.jdbc;

import java.sql.Connection;

/**
 * The host's own transactions on Stint's database, so that all its data access takes part in atomic
 * chunks. Thread-safe.
 */
public interface HostTransactions {

  /**
   * Runs work in a new transaction of the host's, on the calling thread; commits unless it throws,
   * and passes on what it throws as it is.
   */
  <T> T inNew(Work<T> work) throws Exception;

  /** What happens in one. */
  @FunctionalInterface
  interface Work<T> {
    T in(Open transaction) throws Exception;
  }

  /** A transaction that is open. */
  interface Open {

    /** The one that all of it goes through; with auto-commit off, and nothing written yet. */
    Connection connection();

    /**
     * The host's code is done: sends what it still holds back, so that its errors are seen as the
     * work's own.
     *
     * @throws Exception also if that code marked the transaction to be rolled back
     */
    void flush() throws Exception;
  }
}
