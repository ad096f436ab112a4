package dev.stint.domain;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Grows each time a task changes hands and never restarts; the store refuses a write that carries
 * an older one. User code may hand it to outside systems for the same purpose. It is a time in
 * microseconds since 1970 wherever the clock went on, so that a store which falls back to an older
 * state, as in a failover, does not hand one out twice.
 */
public record Fence(long value) implements Comparable<Fence> {

  public Fence {
    if (value < 0) {
      throw new IllegalArgumentException("fence must not be negative: " + value);
    }
  }

  /**
   * The fence of the next owner: greater than this one, and than every one handed out before now
   * that the store may have forgotten.
   *
   * @param now the time of the store that hands it out
   */
  public Fence next(Instant now) {
    return new Fence(Math.max(value + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now)));
  }

  @Override
  public int compareTo(Fence other) {
    return Long.compare(value, other.value);
  }
}
