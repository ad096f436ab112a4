package dev.stint.application.engine.base;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets the interrupt flag of the calling thread aside until this is closed: with the flag set a
 * connection pool refuses and a park returns at once, so that a wait would become a circle. What
 * was set before, or came meanwhile, is set again when it is closed. For one thread.
 */
public final class Interrupts implements AutoCloseable {

  private static final ThreadLocal<@Nullable Interrupts> HELD = new ThreadLocal<>();

  /** What a thread does in place of a park with a limit. */
  private static final ThreadLocal<@Nullable LongConsumer> PASSING = new ThreadLocal<>();

  private final @Nullable Interrupts outer;
  private boolean seen;

  private Interrupts() {
    this.outer = HELD.get();
    this.seen = Thread.interrupted();
  }

  public static Interrupts hold() {
    Interrupts held = new Interrupts();
    HELD.set(held);
    return held;
  }

  /** Clears the flag; remembered where somebody holds it, forgotten in a thread of ours. */
  public static void clear() {
    if (Thread.interrupted()) {
      remember();
    }
  }

  /** The thread was interrupted, and the flag is gone already. */
  public static void remember() {
    Interrupts held = HELD.get();
    if (held != null) {
      held.seen = true;
    }
  }

  /** Whether the calling thread was interrupted, before or since somebody holds its flag. */
  public static boolean came() {
    clear();
    Interrupts held = HELD.get();
    return held != null && held.seen;
  }

  /** Parks; an interrupt ends this park, and not all later ones. */
  public static void park(Object blocker, long nanos) {
    clear();
    LongConsumer passing = PASSING.get();
    if (passing == null) {
      LockSupport.parkNanos(blocker, nanos);
    } else {
      passing.accept(nanos);
    }
  }

  /**
   * Does the work on a clock that is stepped: in place of each park with a limit the calling thread
   * lets that many nanoseconds pass there.
   */
  public static <T> T stepped(LongConsumer time, Supplier<T> work) {
    LongConsumer before = PASSING.get();
    PASSING.set(time);
    try {
      return work.get();
    } finally {
      if (before == null) {
        PASSING.remove();
      } else {
        PASSING.set(before);
      }
    }
  }

  public static void park(Object blocker) {
    clear();
    LockSupport.park(blocker);
  }

  @Override
  public void close() {
    if (outer == null) {
      HELD.remove();
    } else {
      HELD.set(outer);
    }
    if (seen) {
      Thread.currentThread().interrupt();
    }
  }
}
