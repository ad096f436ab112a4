package dev.stint.benchmarks.peer;

import dev.stint.benchmarks.harness.Tally;

/** One way to store tasks and to work on them, in the process of one role. */
public interface Peer extends AutoCloseable {

  /** Its version and the settings that are not defaults, in one line. */
  String about();

  /** Makes its tables in an empty database. */
  void prepare() throws Exception;

  /** Stores tasks of the numbers from one up to and without another, in its quickest way. */
  void fill(int from, int to) throws Exception;

  /** Starts to work and returns. */
  void work(Tally tally) throws Exception;

  /** Stops to work. */
  @Override
  void close() throws Exception;
}
