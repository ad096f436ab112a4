package dev.stint.domain.policy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often a failed action is tried again, and how long it waits before each try. Immutable.
 *
 * <p>{@code retries} is the number of tries after the first; {@link #UNTIL_IT_SUCCEEDS} has no end.
 */
public sealed interface RetryPolicy {

  /** The value of {@code retries} that never gives up. */
  int UNTIL_IT_SUCCEEDS = -1;

  /** No wait is longer than this: a year. First, for the constants below are checked by it. */
  Duration LONGEST_WAIT = Duration.ofDays(365);

  /** Five retries, from 5 seconds doubling to 15 minutes, with jitter. */
  RetryPolicy DEFAULT = exponential(5, Duration.ofSeconds(5), Duration.ofMinutes(15));

  /** Fails permanently at the first failure. */
  RetryPolicy NEVER = fixed(0, Duration.ZERO);

  /** The same wait before each of {@code retries} tries. */
  static RetryPolicy fixed(int retries, Duration wait) {
    return new Fixed(retries, wait);
  }

  /**
   * Waits {@code failWait × (1 + multiplier × attempt)}, attempt counted from 0, so that the first
   * wait is exactly {@code failWait} (seed 003).
   */
  static RetryPolicy linear(int retries, Duration failWait, int multiplier) {
    return new Linear(retries, failWait, multiplier);
  }

  /** Doubles from {@code first} up to {@code cap}, each wait scattered over its upper half. */
  static RetryPolicy exponential(int retries, Duration first, Duration cap) {
    return new Exponential(retries, first, cap);
  }

  int retries();

  /**
   * The wait after attempt number {@code attempt} (from 0) failed.
   *
   * @param random the source of jitter; a policy without jitter does not touch it
   */
  Duration waitAfter(int attempt, RandomGenerator random);

  /** Whether attempt number {@code attempt} (from 0) may be followed by another. */
  default boolean allowsAfter(int attempt) {
    return retries() == UNTIL_IT_SUCCEEDS || attempt < retries();
  }

  /** See {@link RetryPolicy#fixed}. */
  record Fixed(int retries, Duration failWait) implements RetryPolicy {
    public Fixed {
      check(retries, failWait);
    }

    @Override
    public Duration waitAfter(int attempt, RandomGenerator random) {
      return failWait;
    }
  }

  /** See {@link RetryPolicy#linear}. */
  record Linear(int retries, Duration failWait, int multiplier) implements RetryPolicy {
    public Linear {
      check(retries, failWait);
      if (multiplier < 0) {
        throw new IllegalArgumentException("multiplier must not be negative: " + multiplier);
      }
    }

    @Override
    public Duration waitAfter(int attempt, RandomGenerator random) {
      long factor = 1 + (long) multiplier * attempt;
      return failWait.compareTo(LONGEST_WAIT.dividedBy(factor)) >= 0
          ? LONGEST_WAIT
          : failWait.multipliedBy(factor);
    }
  }

  /** See {@link RetryPolicy#exponential}. */
  record Exponential(int retries, Duration first, Duration cap) implements RetryPolicy {
    public Exponential {
      check(retries, first);
      check(retries, cap);
      if (first.compareTo(cap) > 0) {
        throw new IllegalArgumentException("first wait " + first + " is over the cap " + cap);
      }
    }

    @Override
    public Duration waitAfter(int attempt, RandomGenerator random) {
      Duration wait = first;
      for (int i = 0; i < attempt && wait.compareTo(cap) < 0 && !wait.isZero(); i++) {
        wait = wait.multipliedBy(2);
      }
      long millis = (wait.compareTo(cap) < 0 ? wait : cap).toMillis();
      long half = millis / 2;
      return Duration.ofMillis(millis - (half == 0 ? 0 : random.nextLong(half + 1)));
    }
  }

  private static void check(int retries, Duration wait) {
    if (retries < UNTIL_IT_SUCCEEDS) {
      throw new IllegalArgumentException(
          "retries must be -1 (until it succeeds) or more: " + retries);
    }
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("wait must be from 0 to 365 days: " + wait);
    }
  }
}
