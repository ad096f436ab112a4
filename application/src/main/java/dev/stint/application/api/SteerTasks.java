package dev.stint.application.api;

import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import java.util.List;
import java.util.function.UnaryOperator;

/** What people do to tasks. Decided by compare-and-set on where each task stands. */
public interface SteerTasks {

  List<Steered> pause(List<TaskId> tasks);

  List<Steered> resume(List<TaskId> tasks);

  List<Steered> cancel(List<TaskId> tasks);

  List<Steered> restart(List<TaskId> tasks);

  List<Steered> remove(List<TaskId> tasks);

  List<Steered> prioritize(List<TaskId> tasks, int priority);

  /**
   * Changes the settings of tasks that are not over, from their next stint on: retry, keep,
   * history.
   *
   * @param change must leave alone what a task waits for, absorbs or simulates
   */
  List<Steered> options(List<TaskId> tasks, UnaryOperator<RequestOptions> change);

  /**
   * @param answer DONE at once; SIGNALLED: its worker will see to it; REFUSED: does not go with its
   *     status; UNKNOWN: no such task
   */
  record Steered(TaskId task, Answer answer, String words) {}

  /** What became of one wish; {@link TaskStatus} is said in the words. */
  enum Answer {
    DONE,
    SIGNALLED,
    REFUSED,
    UNKNOWN
  }
}
