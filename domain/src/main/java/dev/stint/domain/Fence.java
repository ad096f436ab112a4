package dev.stint.domain;

/**
 * Grows each time a task changes hands and never restarts; the store refuses a write that carries
 * an older one. User code may hand it to outside systems for the same purpose.
 */
public record Fence(long value) implements Comparable<Fence> {

  public Fence {
    if (value < 0) {
      throw new IllegalArgumentException("fence must not be negative: " + value);
    }
  }

  /** The fence of the next owner. */
  public Fence next() {
    return new Fence(value + 1);
  }

  @Override
  public int compareTo(Fence other) {
    return Long.compare(value, other.value);
  }
}
