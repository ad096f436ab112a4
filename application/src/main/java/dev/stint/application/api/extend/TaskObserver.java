package dev.stint.application.api.extend;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Hears what an engine does; for metrics and logs. Called often and from any thread: be quick. */
public interface TaskObserver {

  /** A worker is about to claim tasks of these lines, of which it may have told nothing yet. */
  default void serves(List<Line> lines) {}

  /** A stint began, {@code delay} after its task was due. */
  default void began(Line line, Lane lane, Duration delay) {}

  /** A stint was settled. */
  default void settled(Line line, Lane lane, TaskStatus status, Duration ran) {}

  /** A write was refused, for its task had changed hands. */
  default void stale(Line line) {}

  /** This worker was declared lost and goes on under a new id. */
  default void leaseLost() {}

  /** A stint's {@code messages} were dropped: its task had as many as are kept. */
  default void messagesDropped(Line line, long messages) {}

  /** A stint that ends has set aside this many {@code items}. */
  default void setAside(Line line, long items) {}

  /** The store failed; {@code verb} names what was asked. */
  default void storeFailed(String verb, boolean passing) {}

  /**
   * What is ready in the whole store; about every five seconds while an engine works.
   *
   * @param now the store's time
   */
  default void ready(Instant now, List<ReadyDepth> depths) {}

  /**
   * How many tasks stand where in the whole store, and who works; every 15 seconds or more rarely,
   * so that counting takes at most a hundredth of an engine's time.
   *
   * @param now the store's time
   */
  default void standing(Instant now, List<TaskCount> counts, List<WorkerView> workers) {}

  TaskObserver NONE = new TaskObserver() {};
}
