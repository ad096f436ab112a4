package dev.stint.application.api;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;

/** Hears what an engine does; for metrics and logs. Called often and from any thread: be quick. */
public interface TaskObserver {

  /** A stint began, {@code delay} after its task was due. */
  default void began(Line line, Lane lane, Duration delay) {}

  /** A stint was settled. */
  default void settled(Line line, Lane lane, TaskStatus status, Duration ran) {}

  /** A write was refused, for its task had changed hands. */
  default void stale(Line line) {}

  /** This worker was declared lost and goes on under a new id. */
  default void leaseLost() {}

  /** The store failed; {@code verb} names what was asked. */
  default void storeFailed(String verb, boolean passing) {}

  /** Both hear everything, this one first. */
  default TaskObserver and(TaskObserver other) {
    return this == NONE ? other : other == NONE ? this : new BothObservers(this, other);
  }

  TaskObserver NONE = new TaskObserver() {};
}
