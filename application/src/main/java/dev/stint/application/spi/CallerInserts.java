package dev.stint.application.spi;

import java.util.List;
import java.util.Optional;

/**
 * Inserts on the threads of those who ask, each of which can be ended from outside: no caller is
 * held for longer than its request may last, wherever the insert waits. Thread-safe.
 */
public interface CallerInserts {

  /** Whether {@link #insert} stores such tasks, without asking the store. */
  boolean takes(List<NewTask> tasks);

  /**
   * Stores the tasks as {@link RequestStore#insert} does, on the calling thread and once. Empty if
   * none was stored and they are to go there.
   *
   * @throws StoreException if it is not known whether they were stored
   */
  Optional<List<Inserted>> insert(List<NewTask> tasks);

  /**
   * Makes the insert of a thread end soon, with an exception; may interrupt the thread. Nothing
   * happens if it is in none.
   */
  void end(Thread inserting);
}
