package dev.stint.domain.policy;

import java.time.Duration;

/** How many items the next chunk takes, tuned to last about {@code target}. Immutable. */
public record ChunkSize(int current, int max, Duration target) {

  public ChunkSize {
    if (current < 1 || current > max) {
      throw new IllegalArgumentException("chunk size must be 1 to " + max + ": " + current);
    }
    if (target.isNegative() || target.isZero()) {
      throw new IllegalArgumentException("chunk target time must be over 0: " + target);
    }
  }

  /**
   * The size after a chunk of {@code items} that took {@code took}: doubled when a full chunk was
   * under half of the target, halved when any was over twice the target.
   */
  public ChunkSize after(Duration took, int items) {
    if (took.compareTo(target.multipliedBy(2)) > 0) {
      return halved();
    }
    boolean full = items >= current;
    boolean quick = took.multipliedBy(2).compareTo(target) < 0;
    // A short last chunk was quick because it was short; it says nothing of a full one.
    return full && quick ? sized((int) Math.min(max, current * 2L)) : this;
  }

  /** Half the size, at least 1. */
  public ChunkSize halved() {
    return sized(Math.max(1, current / 2));
  }

  private ChunkSize sized(int size) {
    return new ChunkSize(size, max, target);
  }
}
