package dev.stint.application.engine.run;

import dev.stint.application.api.ActionContext;
import dev.stint.application.engine.action.ChunkScope;
import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.task.TaskSpec;

/**
 * What {@link StepLoop} needs of a run beyond {@link ActionContext}: where it stands, where that is
 * written, and what comes of it when an action stops. For one thread.
 */
public interface RunContext extends ChunkScope {

  /** A step of the plan is next. */
  default void begins(Step step) {}

  TaskSpec spec();

  /** What follows this run for the host. */
  @Override
  RunTrace trace();

  /** The name of what runs it, for logs and interceptors. */
  String worker();

  Run run();

  /** Moves on in memory; written by the next write. */
  void moveTo(Run next);

  /** Moves on, and keeps it where the task is stored before any more user code runs. */
  void write(Run next);

  /** A hook changed the arguments; kept by the next write. */
  void changeArguments(Object changed);

  /** Whether its time is up: no user code begins any more. */
  boolean late();

  /** Whether the task is this run's no more, whatever its user code says. */
  default boolean lost() {
    return false;
  }

  /** The action gives its thread away, to go on at the cursor. */
  Outcome yielded(Payload cursor);

  Outcome snoozed(Due until);

  Outcome waiting(WaitChecks.Wish wish);

  /** The action failed: it is tried again or gives up. */
  Outcome failed(Failure failure);

  /** A hook failed: it is tried again, or the action gives up. */
  Outcome hookFailed(Failure failure);
}
