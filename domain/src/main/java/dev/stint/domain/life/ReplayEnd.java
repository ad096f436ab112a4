package dev.stint.domain.life;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import java.util.Optional;

/**
 * Where a task stands once the items of a {@link Replay} were done again: one that had SUCCEEDED is
 * over, one that had FAILED goes on where it failed, one that was CANCELLED is so again.
 */
public final class ReplayEnd {

  private ReplayEnd() {}

  /** Where the run goes on; empty if it replays nothing. */
  static Optional<Run> next(Run run, int actions) {
    return Replay.of(run.cursor())
        .map(Replay::then)
        .map(
            then ->
                then.ended() == TaskStatus.SUCCEEDED
                    ? at(run, actions, Entry.START, Payload.NONE)
                    : at(run, then.action(), then.entry(), then.cursor()));
  }

  /** The outcome of a run whose task was CANCELLED before its replay, which is over. */
  public static Optional<Outcome> cancelled(Run run) {
    return Replay.of(run.cursor())
        .map(Replay::then)
        .filter(then -> then.ended() == TaskStatus.CANCELLED)
        .map(then -> at(run, then.action(), then.entry(), then.cursor()))
        .map(r -> r.change().by(TaskEvent.CANCEL, TaskStatus.CANCELLED).done())
        .map(r -> Outcome.of(r, Due.UNCHANGED));
  }

  /** Another place in the plan, where nothing counts against the task. */
  static Run at(Run run, int action, Entry entry, Payload cursor) {
    return run.change()
        .phase(run.phase() == Phase.NONE ? Phase.NONE : Phase.EXECUTING)
        .action(action)
        .entry(entry)
        .cursor(cursor)
        .attempt(0)
        .losses(0)
        .hookDeaths(0)
        .idleYields(0)
        .done();
  }
}
