package dev.stint.domain;

/** The stable declared name of a task type, 1 to 120 characters; never a class name. */
public record TaskTypeName(String value) implements Comparable<TaskTypeName> {

  public TaskTypeName {
    Names.check("task type", value, 120);
  }

  @Override
  public int compareTo(TaskTypeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
