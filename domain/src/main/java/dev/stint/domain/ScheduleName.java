package dev.stint.domain;

/** Names a schedule among all of a store; 1 to 200 characters. */
public record ScheduleName(String value) implements Comparable<ScheduleName> {

  public ScheduleName {
    Names.check("schedule name", value, 200);
  }

  @Override
  public int compareTo(ScheduleName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
