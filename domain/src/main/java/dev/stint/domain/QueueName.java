package dev.stint.domain;

/** A named group of tasks that workers subscribe to, 1 to 120 characters. */
public record QueueName(String value) implements Comparable<QueueName> {

  /** The queue of a task that names none. */
  public static final QueueName DEFAULT = new QueueName("default");

  public QueueName {
    Names.check("queue", value, 120);
  }

  @Override
  public int compareTo(QueueName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
