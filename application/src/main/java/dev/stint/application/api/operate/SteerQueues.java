package dev.stint.application.api.operate;

import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.policy.Gate;
import java.util.List;
import java.util.OptionalInt;

/**
 * Pauses and limits whole queues and types. Workers see a change within a second: they claim no
 * more of what is paused, and what runs already goes on. Thread-safe.
 */
public interface SteerQueues {

  void pauseQueue(QueueName queue);

  void resumeQueue(QueueName queue);

  void pauseType(TaskTypeName type);

  void resumeType(TaskTypeName type);

  /**
   * At most this many of its tasks run at once over all workers.
   *
   * @param limit at least 1; empty takes the limit away
   */
  void limitQueue(QueueName queue, OptionalInt limit);

  /** The same for a type. */
  void limitType(TaskTypeName type, OptionalInt limit);

  /** What is paused or limited now. */
  List<Gate> list();
}
