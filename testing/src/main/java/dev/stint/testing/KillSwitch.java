package dev.stint.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Counts what a process does to its world, and stops the process at one point: its thread does not
 * go on from there. Thread-safe.
 */
final class KillSwitch {

  private final KillPoint at;
  private final CountDownLatch over = new CountDownLatch(1);
  private final CountDownLatch unwound = new CountDownLatch(1);
  private final List<KillPoint> points = new ArrayList<>();
  private int calls;
  private boolean dead;

  /** Ends what a dead thread still has on its stack, once nobody looks any more. */
  static final class Dead extends RuntimeException {
    private static final long serialVersionUID = 1;

    Dead() {
      super("this process was killed by the test", null, false, false);
    }
  }

  KillSwitch(KillPoint at) {
    this.at = at;
  }

  /** The points at which it did something, before and after each. */
  synchronized List<KillPoint> points() {
    return List.copyOf(points);
  }

  /** The process died, or came to its end. */
  CountDownLatch over() {
    return over;
  }

  synchronized boolean dead() {
    return dead;
  }

  /** Lets the dead thread end; whatever it still asks of the store is refused. */
  void unwind() {
    unwound.countDown();
  }

  /** The number of a call that begins now. */
  synchronized int begin() {
    if (dead) {
      throw new Dead();
    }
    return ++calls;
  }

  synchronized void note(int number, String verb) {
    points.add(new KillPoint(number, false, verb + " (write " + (points.size() / 2 + 1) + ")"));
    points.add(new KillPoint(number, true, verb + " (write " + (points.size() / 2 + 1) + ")"));
  }

  boolean diesAt(int number, boolean after) {
    return at.is(number, after);
  }

  void dieIf(int number, boolean after) {
    if (diesAt(number, after)) {
      die();
    }
  }

  /** Does not return before {@link #unwind}. */
  void die() {
    synchronized (this) {
      dead = true;
    }
    over.countDown();
    boolean waits = true;
    while (waits) {
      try {
        unwound.await();
        waits = false;
      } catch (InterruptedException e) {
        // A dead process hears nothing.
      }
    }
    throw new Dead();
  }
}
