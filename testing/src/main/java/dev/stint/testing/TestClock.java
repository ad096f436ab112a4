package dev.stint.testing;

import dev.stint.bootstrap.SteppedStint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that stands still until a test moves it. Store, engine and actions of a {@link TestStint}
 * read it; give it to your own code, too, as the {@link Clock} that it is. Its zone is UTC. For the
 * thread of the test.
 */
public final class TestClock extends Clock implements SteppedStint.Time {

  private final ZoneId zone;
  private final Hands hands;

  /** What all copies in other zones share. */
  private static final class Hands {
    private volatile Instant now;
    private volatile Duration step = Duration.ofDays(1);
    private final List<Runnable> passed = new CopyOnWriteArrayList<>();

    Hands(Instant now) {
      this.now = now;
    }
  }

  private TestClock(Hands hands, ZoneId zone) {
    this.hands = hands;
    this.zone = zone;
  }

  /** A clock that shows {@code start}. */
  public static TestClock at(Instant start) {
    return new TestClock(new Hands(start), ZoneOffset.UTC);
  }

  /** After each step of at most {@code step}, {@code passed} is told. */
  void tells(Duration step, Runnable passed) {
    hands.step = step.compareTo(hands.step) < 0 ? step : hands.step;
    hands.passed.add(passed);
  }

  /**
   * Lets time pass, as within an action that works this long: call it from your action, or from a
   * fake that it calls. The worker that runs the task renews its lease meanwhile, and ends the
   * stint once it is past its deadline and grace. Runs nothing else: see {@link TestStint#advance}.
   */
  public void pass(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + time);
    }
    Instant end = hands.now.plus(time);
    while (hands.now.isBefore(end)) {
      Instant next = hands.now.plus(hands.step);
      hands.now = next.isBefore(end) ? next : end;
      hands.passed.forEach(Runnable::run);
    }
  }

  @Override
  public void pass(long nanos) {
    pass(Duration.ofNanos(Math.max(0, nanos)));
  }

  /**
   * Lets time pass of which the process of the running task sees nothing, as in a long pause of its
   * JVM: no lease is renewed. After more than a lease another worker may have taken the task.
   */
  public void passUnseen(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + time);
    }
    hands.now = hands.now.plus(time);
  }

  @Override
  public Instant instant() {
    return hands.now;
  }

  @Override
  public long millis() {
    return hands.now.toEpochMilli();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public TestClock withZone(ZoneId other) {
    return new TestClock(hands, other);
  }

  @Override
  public String toString() {
    return "TestClock at " + hands.now;
  }
}
