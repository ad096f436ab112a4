package dev.stint.jdbc;

import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Threads whose work with a connection another one can end, wherever it waits. Thread-safe. */
final class EndableThreads {

  private final Map<Thread, Held> held = new ConcurrentHashMap<>();

  /** The connection that a thread works with, once it has one. */
  private static final class Held {
    private volatile @Nullable Connection connection;
    private volatile boolean ended;
  }

  /** From now on until {@link #over} this thread's work can be ended. */
  void begin() {
    held.put(Thread.currentThread(), new Held());
  }

  void over() {
    held.remove(Thread.currentThread());
  }

  /** This thread took a connection. */
  void took(Connection taken) {
    Held mine = held.get(Thread.currentThread());
    if (mine != null) {
      mine.connection = taken;
      if (mine.ended) {
        abort(taken);
      }
    }
  }

  /** Ends its wait for a connection, or for the server, which then fails. */
  void end(Thread thread) {
    Held theirs = held.get(thread);
    if (theirs == null) {
      return;
    }
    theirs.ended = true;
    thread.interrupt();
    Connection connection = theirs.connection;
    if (connection != null) {
      abort(connection);
    }
  }

  /** Breaks a connection: who waits for its answer gets an error. */
  static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (Throwable e) {
      // Closed below.
    }
  }
}
