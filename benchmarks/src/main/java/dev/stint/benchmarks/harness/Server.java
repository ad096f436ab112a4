package dev.stint.benchmarks.harness;

/** A store's server of this run's own, with a place for each measurement. */
public interface Server extends AutoCloseable {

  /** Its version and how durable it is, in one line. */
  String about();

  /** Of the process that is the parent of all others of the server; 0 if there is none. */
  long pid();

  /** A new and empty place. */
  Place place() throws Exception;

  @Override
  void close() throws Exception;

  /** An empty database, or what the store has for one. */
  interface Place extends AutoCloseable {

    /** With where it is, as the roles take it. */
    Arguments into(Arguments arguments);

    /** What one query of the store's own language comes to. */
    double number(String query) throws Exception;

    /**
     * @throws UnsupportedOperationException if the store has no such thing
     */
    default void execute(String statement) throws Exception {
      throw new UnsupportedOperationException();
    }

    /**
     * Keeps a snapshot of all rows as they are now, until it is closed.
     *
     * @throws UnsupportedOperationException if the store has no such thing
     */
    default AutoCloseable hold() throws Exception {
      throw new UnsupportedOperationException();
    }

    /** As the server's own upkeep would leave what was just filled in. */
    default void settle(Iterable<String> tables) throws Exception {}

    /** Bytes that the server has written to its log so far, where it says so. */
    default double logged() throws Exception {
      return Double.NaN;
    }

    @Override
    void close() throws Exception;
  }
}
