package dev.stint.domain.life;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import java.util.Optional;

/** What a person may make of a task that is not running. Pure; refusals are empty answers. */
public final class Steering {

  private Steering() {}

  /** Holds the task where it stands. */
  public static Optional<Outcome> pause(Run run) {
    return when(run, TaskEvent.PAUSE)
        .map(r -> r.change().paused().done())
        .map(r -> Outcome.of(r, Due.UNCHANGED));
  }

  /** Returns the task to the status it was paused in. */
  public static Optional<Outcome> resume(Run run) {
    return when(run, TaskEvent.RESUME)
        .map(
            r ->
                r.blocked().isPresent()
                    ? Outcome.of(waitingAgain(r), again(r))
                    : Outcome.of(atWorkAgain(r), Due.UNCHANGED));
  }

  /** Ends the task as it stands. */
  public static Optional<Outcome> cancel(Run run) {
    return when(run, TaskEvent.CANCEL)
        .map(r -> r.change().by(TaskEvent.CANCEL, TaskStatus.CANCELLED).done())
        .map(r -> Outcome.of(r, Due.UNCHANGED));
  }

  /** Lets a later request absorb the task. */
  public static Optional<Outcome> supersede(Run run) {
    return when(run, TaskEvent.SUPERSEDE)
        .map(r -> r.change().by(TaskEvent.SUPERSEDE, TaskStatus.SUPERSEDED).done())
        .map(r -> Outcome.of(r, Due.UNCHANGED));
  }

  /** The same, with the absorber named for people. */
  public static Optional<Outcome> supersede(Run run, TaskId by) {
    Failure why = Failure.permanent("superseded", "absorbed by task " + by);
    return supersede(run)
        .map(o -> Outcome.of(o.run().change().failure(Optional.of(why)).done(), o.due()));
  }

  /** Takes the task out of the store, whatever it stands at, unless it is running. */
  public static Optional<Outcome> remove(Run run) {
    if (run.status().finished()) {
      return Optional.of(new Outcome(run, Due.UNCHANGED, ClaimRank.ORDINARY, true));
    }
    return cancel(run).map(o -> new Outcome(o.run(), o.due(), o.rank(), true));
  }

  /** Starts a finished task anew: result, attempts, losses and cursor cleared. */
  public static Optional<Outcome> restart(Run run) {
    return when(run, TaskEvent.RESTART)
        .map(r -> r.change().by(TaskEvent.RESTART, TaskStatus.PENDING).done())
        .map(r -> Outcome.of(Run.NEW, Due.NOW));
  }

  /**
   * Lets a task go on at another place of its plan: one that is over begins anew there, in a
   * worker's hands or not yet back from a replay nothing is moved, any other goes on there as soon
   * as nothing else holds it up, and at once if it only waited to try again. The action begins by
   * its start hook, but for a cursor in the action that the task had entered. What counted against
   * the task is forgotten; what it requests from there on is requested anew.
   */
  public static Optional<Outcome> restartAt(Run run, int action, Payload cursor) {
    if (run.status().finished()) {
      return restart(run).map(o -> at(o.run(), action, Entry.START, cursor, o.due()));
    }
    if (run.running() || Replay.of(run.cursor()).isPresent()) {
      return Optional.empty();
    }
    boolean within = run.action() == action && !cursor.isNone();
    boolean tryAgain =
        run.status() == TaskStatus.RETRYING || run.status() == TaskStatus.INTERRUPTED;
    Entry entry = within ? run.entry() : Entry.START;
    return Optional.of(at(run, action, entry, cursor, tryAgain ? Due.NOW : Due.UNCHANGED));
  }

  private static Outcome at(Run run, int action, Entry entry, Payload cursor, Due due) {
    return Outcome.of(ReplayEnd.at(run, action, entry, cursor).withoutRequests(), due);
  }

  /**
   * Brings a finished task back to an action, to do again items that it set aside there; the same
   * task, whose result and last failure stay. Refused for one that was superseded.
   */
  public static Optional<Outcome> replay(Run run, int action, Replay.Wanted wanted) {
    return when(run, TaskEvent.RESTART)
        .filter(r -> r.status() != TaskStatus.SUPERSEDED)
        .map(r -> r.change().by(TaskEvent.RESTART, TaskStatus.PENDING).done())
        .map(r -> Outcome.of(replaying(run, action, wanted), Due.NOW));
  }

  private static Run replaying(Run run, int action, Replay.Wanted wanted) {
    Replay.Then then = Replay.of(run.cursor()).map(Replay::then).orElseGet(() -> end(run, action));
    return Run.NEW
        .change()
        .action(action)
        .entry(Entry.EXECUTE)
        .cursor(new Replay(wanted, then, Replay.Reached.NOTHING).cursor())
        .failure(run.failure())
        .done()
        .withoutRequests();
  }

  /** What was tried and failed is recovered from; what had not begun begins. */
  private static Replay.Then end(Run run, int action) {
    Entry entry = run.entry() == Entry.START ? Entry.START : Entry.RECOVER;
    boolean within = run.action() == action && !run.cursor().isNone();
    return new Replay.Then(run.status(), run.action(), entry, run.cursor(), within);
  }

  /**
   * Lets a task that was BLOCKED go on from where it stood, whatever it waited for; a wait beneath
   * its turn, or beneath what could not be read, is looked at again.
   */
  public static Optional<Outcome> unblock(Run run) {
    return when(run, TaskEvent.UNBLOCK)
        .map(
            r ->
                beneath(r)
                    .map(wait -> r.change().by(TaskEvent.BLOCK, TaskStatus.BLOCKED).blocked(wait))
                    .orElseGet(
                        () ->
                            r.change()
                                .by(TaskEvent.UNBLOCK, r.heldFrom().orElse(TaskStatus.PENDING))
                                .heldFrom(Optional.empty())
                                .blocked(Optional.empty()))
                    .failure(r.failure().filter(f -> !Orphaned.is(f)))
                    .done())
        .map(r -> Outcome.of(r, Due.NOW));
  }

  /** The wait beneath its turn, or beneath what could not be read. */
  private static Optional<Optional<Block>> beneath(Run run) {
    return run.blocked()
        .filter(b -> b.reason() != BlockReason.TASK)
        .map(Block::withoutTurn)
        .filter(Optional::isPresent);
  }

  /** Lets a worker look again whether what a BLOCKED task waits for came. */
  public static Optional<Outcome> wake(Run run) {
    return run.status() == TaskStatus.BLOCKED && run.blockedBy(BlockReason.TASK)
        ? Optional.of(Outcome.of(run, Due.NOW))
        : Optional.empty();
  }

  /** Makes a waiting task wait for its turn, or for a build that can read it. */
  static Optional<Outcome> block(Run run, Block block) {
    return when(run, TaskEvent.BLOCK)
        .map(r -> blocked(r, block))
        .map(r -> Outcome.of(r, Due.UNCHANGED));
  }

  /** A task held up, which goes back to where it stands now. */
  static Run blocked(Run run, Block block) {
    Optional<TaskStatus> back =
        run.status() == TaskStatus.BLOCKED ? run.heldFrom() : Optional.of(run.status());
    return run.change()
        .by(TaskEvent.BLOCK, TaskStatus.BLOCKED)
        .heldFrom(back)
        .blocked(Optional.of(block))
        .done();
  }

  /** Its wait goes on; what lies beneath was kept. */
  private static Run waitingAgain(Run run) {
    return run.change().by(TaskEvent.RESUME, TaskStatus.BLOCKED).done();
  }

  /** What it waits for may have come while it was held. */
  private static Due again(Run run) {
    return run.blockedBy(BlockReason.TASK) ? Due.NOW : Due.UNCHANGED;
  }

  private static Run atWorkAgain(Run run) {
    return run.change()
        .by(TaskEvent.RESUME, run.heldFrom().orElse(TaskStatus.PENDING))
        .heldFrom(Optional.empty())
        .done();
  }

  private static Optional<Run> when(Run run, TaskEvent event) {
    boolean steerable = run.status() != TaskStatus.RUNNING;
    return steerable && Lifecycle.allows(run.status(), event) ? Optional.of(run) : Optional.empty();
  }
}
