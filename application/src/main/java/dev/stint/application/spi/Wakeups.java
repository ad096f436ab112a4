package dev.stint.application.spi;

import dev.stint.domain.Line;
import java.util.Collection;
import java.util.function.Consumer;

/** Hints that work arrived. A lost hint costs latency only; polling alone is always correct. */
public interface Wakeups {

  /**
   * Says, after the commit, that these lines have ready tasks; coalesced, never fails the caller.
   */
  void publish(Collection<Line> lines);

  /** Calls {@code listener} on a thread of its own for every hint heard until closed. */
  AutoCloseable subscribe(Consumer<Line> listener);

  /**
   * The same, and calls {@code missed} on that thread each time a connection begins to listen: the
   * first time and after it broke. Hints sent before are lost, so the caller should look for work.
   * Wakeups that cannot miss a hint never call it, which is the default.
   */
  default AutoCloseable subscribe(Consumer<Line> listener, Runnable missed) {
    return subscribe(listener);
  }

  /** Hears and says nothing. */
  Wakeups NONE =
      new Wakeups() {
        @Override
        public void publish(Collection<Line> lines) {}

        @Override
        public AutoCloseable subscribe(Consumer<Line> listener) {
          return () -> {};
        }
      };
}
