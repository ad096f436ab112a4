package dev.stint.application.api.operate;

import dev.stint.application.api.ReplayableAction;
import dev.stint.application.api.RequestOptions;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.VersionedTask;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What people do to tasks. Decided by compare-and-set on where each task stands. */
public interface SteerTasks {

  /**
   * Whether it is theirs to steer; not whether it can be done, for that changes as the task does.
   */
  default boolean maySteer(TaskId task) {
    return true;
  }

  /**
   * The same, but it refuses a task of which this is not true at the moment of the change; so one
   * can steer what one has looked at, and not what became of it since.
   *
   * @param condition asked of tasks that are theirs to steer only, once more each time the task
   *     moved meanwhile; quick
   */
  SteerTasks onlyIf(Predicate<VersionedTask> condition);

  List<Steered> pause(List<TaskId> tasks);

  List<Steered> resume(List<TaskId> tasks);

  List<Steered> cancel(List<TaskId> tasks);

  List<Steered> restart(List<TaskId> tasks);

  List<Steered> remove(List<TaskId> tasks);

  /**
   * Lets a task go on at another action, or at another cursor of the one where it stands. A task
   * that is over begins anew there, as by {@link #restart}; one that is paused, blocked or not yet
   * due goes on there once nothing else holds it up; one that waits to be tried again goes on at
   * once. The action's start hook runs, unless the task goes on at a cursor within an action that
   * it had begun. Failed attempts count no more, and what the task requests from there on is
   * requested anew. A message of the task tells who wanted it, and where it stood before with which
   * cursor.
   *
   * <p>Refused while the task runs (pause it first), while it replays items, and where its plan has
   * no such action, naming those that it has. Whether the action can read the cursor shows when it
   * runs.
   */
  Steered restartAt(TaskId task, RestartPoint point);

  /**
   * Has items done again that a finished task set aside, by the action that set them aside, which
   * must be a {@link ReplayableAction}. Each is done in a write of its own, and set aside no longer
   * from then on; one that fails again stays, with its new error. Nothing else is done again: a
   * task that had SUCCEEDED is over afterwards, with the result that it had, and one that was
   * CANCELLED is so again; one that had FAILED goes on where it failed. As with a restart it is the
   * same task under a greater fence, its history keeps the end that this undoes, and it is refused
   * while the task's key names another unfinished task. Refused, too, while the task is not over,
   * where nothing or none of that name is set aside, and where the action cannot read items again.
   */
  Steered replay(TaskId task, ReplayItems items);

  List<Steered> prioritize(List<TaskId> tasks, int priority);

  /**
   * Changes the settings of tasks that are not over, from their next stint on: retry, keep,
   * history.
   *
   * @param change must leave alone what a task waits for, absorbs or simulates
   */
  List<Steered> options(List<TaskId> tasks, UnaryOperator<RequestOptions> change);

  /**
   * What became of the command for one task.
   *
   * @param words one sentence for people
   */
  record Steered(TaskId task, SteerResult result, String words) {}
}
