package dev.stint.web.trends;

import java.time.Duration;

/** How far back a trend reaches. */
public enum Window {
  HOUR(60, Duration.ofMinutes(1)),
  DAY(48, Duration.ofMinutes(30));

  private final int steps;
  private final Duration step;

  Window(int steps, Duration step) {
    this.steps = steps;
    this.step = step;
  }

  public int steps() {
    return steps;
  }

  public Duration step() {
    return step;
  }
}
