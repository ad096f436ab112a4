package dev.stint.domain;

import java.util.UUID;

/**
 * Names one task, and never another; made by the requester before its first try, in time order
 * (UUIDv7).
 */
public record TaskId(UUID value) implements Comparable<TaskId> {

  /**
   * Reads the text form that {@link #toString} writes.
   *
   * @throws IllegalArgumentException if the text is not a UUID
   */
  public static TaskId of(String text) {
    try {
      return new TaskId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a task id: " + PlainText.quoted(text), e);
    }
  }

  /** Orders as the stores do: by the 128 bits, unsigned, which for UUIDv7 is by time. */
  @Override
  public int compareTo(TaskId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
