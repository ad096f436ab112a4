package dev.stint.domain;

import java.util.UUID;

/** Names one running engine in one process; new at every start, never reused. */
public record WorkerId(UUID value) {

  /** Reads the text form that {@link #toString} writes. */
  public static WorkerId of(String text) {
    return new WorkerId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
