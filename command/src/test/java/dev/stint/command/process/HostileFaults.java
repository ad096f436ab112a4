package dev.stint.command.process;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Throws what no driver should: before it did what it was asked, or after. Seeded, and well again
 * once it threw as often as it was to. Thread-safe.
 */
final class HostileFaults {

  /** A call of the driver. */
  interface Call {
    Object answer() throws Throwable;
  }

  private final Random random;
  private final AtomicInteger left;
  private final int every;
  private final Callable<? extends Throwable> timedOut;
  private final List<Callable<? extends Throwable>> own;
  private final CountDownLatch well = new CountDownLatch(1);
  private final Map<String, AtomicInteger> met = new ConcurrentSkipListMap<>();

  /**
   * @param every how many calls there are to a fault
   * @param timedOut what the driver throws when its socket times out
   * @param own what else it throws of its own
   */
  HostileFaults(
      long seed,
      int faults,
      int every,
      Callable<? extends Throwable> timedOut,
      List<Callable<? extends Throwable>> own) {
    this.random = new Random(seed);
    this.left = new AtomicInteger(faults);
    this.every = every;
    this.timedOut = timedOut;
    this.own = own;
  }

  boolean done() {
    return left.get() <= 0;
  }

  /** Lets what hangs go. */
  void wellAgain() {
    left.set(0);
    well.countDown();
  }

  /** How often each call failed. */
  Map<String, Integer> met() {
    Map<String, Integer> counts = new TreeMap<>();
    met.forEach((point, times) -> counts.put(point, times.get()));
    return counts;
  }

  /**
   * Calls, and may throw before or after.
   *
   * @param onlyAfter whether nobody would do it if it was not done
   * @param lost takes the answer that nobody gets
   */
  Object around(String point, boolean onlyAfter, Call call, Consumer<Object> lost)
      throws Throwable {
    boolean fault = hit();
    boolean before = fault && flip() && !onlyAfter;
    if (fault) {
      met.computeIfAbsent(point, n -> new AtomicInteger()).incrementAndGet();
    }
    if (before) {
      fail();
    }
    Object answer = call.answer();
    if (fault && !before) {
      lost.accept(answer);
      fail();
    }
    return answer;
  }

  private synchronized boolean hit() {
    return !done() && random.nextInt(every) == 0 && left.getAndDecrement() > 0;
  }

  private synchronized boolean flip() {
    return random.nextBoolean();
  }

  private synchronized int drawn() {
    return random.nextInt(6 + own.size());
  }

  private void fail() throws Throwable {
    int drawn = drawn();
    switch (drawn) {
      case 0 -> throw new IllegalArgumentException("driver");
      case 1 -> throw new NullPointerException();
      case 2 -> throw new OutOfMemoryError("driver");
      case 3 -> throw new NoClassDefFoundError("driver");
      case 4 -> throw new StackOverflowError();
      case 5 -> late();
      default -> throw own.get(drawn - 6).call();
    }
  }

  /** As a socket that times out; or the answer is only late. */
  private void late() throws Throwable {
    if (!well.await(500, TimeUnit.MILLISECONDS)) {
      throw timedOut.call();
    }
  }
}
