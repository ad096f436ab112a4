package dev.stint.web.trends;

import java.time.Duration;

/**
 * What was ready in a line.
 *
 * @param ready the most that were seen
 * @param waited the longest that the oldest of them was overdue
 */
public record Depth(long ready, Duration waited) {

  static final Depth NONE = new Depth(0, Duration.ZERO);

  Depth most(Depth other) {
    return new Depth(
        Math.max(ready, other.ready), waited.compareTo(other.waited) < 0 ? other.waited : waited);
  }

  Depth and(Depth other) {
    return new Depth(ready + other.ready, most(other).waited);
  }
}
