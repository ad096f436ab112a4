package dev.stint.application.api.extend;

import dev.stint.application.api.TraceHeaders;
import dev.stint.domain.Line;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.Map;
import java.util.Optional;

/**
 * Follows requests, stints and chunks from their beginning to their end, each on the thread that
 * does the work, so that what the host itself traces there is part of them. An exception is logged
 * and changes nothing. Thread-safe.
 */
public interface TaskTracer {

  /** Follows nothing, at no cost. */
  TaskTracer NONE = new TaskTracer() {};

  /**
   * Tasks are about to be requested.
   *
   * @param headers to be filled with what continues this trace; stored with the tasks, as far as
   *     {@link TraceHeaders} keeps it
   */
  default Span request(Requesting what, Map<String, String> headers) {
    return Span.NONE;
  }

  /** A stint of a task is about to begin. */
  default Span run(Running what) {
    return Span.NONE;
  }

  /** A chunk is about to be processed, within a stint. */
  default Span chunk(Chunking what) {
    return Span.NONE;
  }

  /**
   * What is requested by one call.
   *
   * @param type empty if the tasks are of several types
   * @param queue empty if they go to their types' own queues
   */
  record Requesting(Optional<TaskTypeName> type, Optional<QueueName> queue, int tasks) {}

  /**
   * A stint.
   *
   * @param action the one it begins with
   * @param worker the id of the worker that runs it
   * @param headers what was stored with the task; the same for all its stints
   */
  record Running(
      TaskId task,
      Line line,
      String action,
      int attempt,
      Optional<Owner> owner,
      String worker,
      TraceHeaders headers) {}

  record Chunking(TaskId task, Line line, String action, int items) {}

  /** What is followed. Closed on the thread that opened it, exactly once. */
  interface Span extends AutoCloseable {

    Span NONE = new Span() {};

    /** A stint goes on with another action. */
    default void action(String name) {}

    /** A request for one task is one for this task. */
    default void task(TaskId id) {}

    /** Something failed in it; it may go on all the same. */
    default void failed(Throwable error) {}

    /**
     * How it ends: a request NEW, EXISTING, REFUSED, UNKNOWN or FAILED, or ASKED if it is stored
     * later, with what its stint does; a stint with the status of its task, or LOST if that is
     * somebody else's now; a chunk DONE, UNDONE or FAILED.
     */
    default void ended(String outcome) {}

    @Override
    default void close() {}
  }
}
