package dev.stint.domain.policy;

import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import java.util.OptionalInt;

/**
 * Whether tasks of a queue or a type are let through, and how many at once over all workers.
 *
 * @param name of the queue or the type
 * @param closed whether none of them is claimed
 * @param limit how many may run at once; empty means any number
 */
public record Gate(Kind kind, String name, boolean closed, OptionalInt limit) {

  /** What a gate stands before. */
  public enum Kind {
    QUEUE,
    TYPE
  }

  public Gate {
    limit.ifPresent(Gate::check);
  }

  public static Gate of(QueueName queue) {
    return new Gate(Kind.QUEUE, queue.value(), false, OptionalInt.empty());
  }

  public static Gate of(TaskTypeName type) {
    return new Gate(Kind.TYPE, type.value(), false, OptionalInt.empty());
  }

  public Gate closed(boolean value) {
    return new Gate(kind, name, value, limit);
  }

  public Gate limit(OptionalInt value) {
    return new Gate(kind, name, closed, value);
  }

  /** Whether it is as good as none. */
  public boolean letsAllThrough() {
    return !closed && limit.isEmpty();
  }

  private static void check(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "a limit is at least 1, not " + limit + "; to let nothing through, pause it");
    }
  }
}
