package dev.stint.application.contract;

import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.domain.TaskId;
import java.time.Duration;

/** One fresh, empty store for one contract test, on a clock that only the test moves. */
public interface StoreFixture extends AutoCloseable {

  /** Stands in before a test opened its own: a store that does nothing. */
  StoreFixture NONE =
      new StoreFixture() {
        @Override
        public Stores stores() {
          return IdleStores.create();
        }

        @Override
        public Mutexes mutexes() {
          return IdleStores.mutexes();
        }

        @Override
        public void advance(Duration step) {}

        @Override
        public void close() {}
      };

  /** The store under test; the same one at every call. */
  Stores stores();

  /** The mutexes kept beside it, on the same clock. */
  Mutexes mutexes();

  /** Moves the store's own clock on; instants are compared to the millisecond. */
  void advance(Duration step);

  /** Whether its settlements claim successors; one that takes none leaves them ready. */
  default boolean takesSuccessors() {
    return false;
  }

  /** A code that is stored for a task. */
  enum Code {
    STATUS,
    PHASE,
    SIGNAL,
    LANE,
    ENTRY,
    BLOCK,
    HELD_FROM,
    INTERRUPTION
  }

  /**
   * Writes a code that no build knows, as a later build may, past the ports. A store that cannot
   * hold one has no such tests.
   */
  default void writeUnknown(TaskId task, Code code) {
    throw new UnsupportedOperationException("this store cannot hold an unknown " + code);
  }

  /**
   * Leaves of a finished task what a build wrote that did not record the runs that finish tasks,
   * but a failed end among the others. A store that keeps nothing over builds has no such tests.
   */
  default void writeAsOlder(TaskId finished) {
    throw new UnsupportedOperationException("this store keeps nothing over builds: " + finished);
  }

  /**
   * All bytes that the store keeps, one character each, past the ports. A store that keeps nothing
   * over builds has no such tests.
   */
  default String everything() {
    throw new UnsupportedOperationException("this store keeps nothing over builds");
  }

  /**
   * Keeps a copy of all tasks and mutexes; to run what it answers puts them back as they were, past
   * the ports. A store that cannot fall back to an older state has no such tests.
   */
  default Runnable copy() {
    throw new UnsupportedOperationException("this store cannot fall back");
  }

  @Override
  void close();
}
