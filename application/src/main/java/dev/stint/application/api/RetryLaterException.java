package dev.stint.application.api;

import java.time.Duration;

/**
 * Thrown by an action that knows when another try may help: the attempt failed and counts, and the
 * next one waits exactly this long, whatever the retry policy says of waits. Without attempts left
 * the action gives up. In a chunk it blames no item.
 */
public class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Duration delay;

  /**
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  public RetryLaterException(String message, Duration delay) {
    super(message);
    this.delay = checked(delay);
  }

  /**
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  public RetryLaterException(String message, Duration delay, Throwable cause) {
    super(message, cause);
    this.delay = checked(delay);
  }

  public Duration delay() {
    return delay;
  }

  private static Duration checked(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("the wait must not be negative: " + delay);
    }
    return delay;
  }
}
