package dev.stint.domain;

/** The ready tasks of one (queue, type): what a claim names. */
public record Line(QueueName queue, TaskTypeName type) {

  @Override
  public String toString() {
    return queue + "/" + type;
  }
}
