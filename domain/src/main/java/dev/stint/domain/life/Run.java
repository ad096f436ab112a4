package dev.stint.domain.life;

import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import java.util.Optional;

/**
 * Where a task stands in its plan: the fields that are written only under its fence. Immutable.
 *
 * @param action index into the plan; equal to the plan's size once every action is over
 * @param cursor "everything up to here is done", in the current action
 * @param attempt tries of the current action that failed since it last moved on; 0 on the normal
 *     run
 * @param losses claims in a row that ended with their worker while nothing says that user code ran
 * @param hookDeaths times in a row that the current hook failed or died
 * @param idleYields yields in a row without progress
 * @param heldFrom the status that a PAUSED or BLOCKED task returns to; for one paused while BLOCKED
 *     that of the wait beneath
 * @param blocked what it waits for; present while BLOCKED, while PAUSED if it is to wait on, and
 *     after a claim until its worker has looked whether the wait is over
 */
public record Run(
    TaskStatus status,
    Phase phase,
    int action,
    Entry entry,
    Payload cursor,
    int attempt,
    int losses,
    int hookDeaths,
    int idleYields,
    Optional<TaskStatus> heldFrom,
    Optional<Block> blocked,
    Optional<Interruption> interruption,
    Optional<Failure> failure) {

  /** A task that nobody has claimed yet. */
  public static final Run NEW =
      new Run(
          TaskStatus.PENDING,
          Phase.NONE,
          0,
          Entry.START,
          Payload.NONE,
          0,
          0,
          0,
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public Run {
    if (action < 0 || attempt < 0 || losses < 0 || hookDeaths < 0 || idleYields < 0) {
      throw new IllegalArgumentException("counts of a run must not be negative");
    }
    if ((status == TaskStatus.RUNNING) == (phase == Phase.NONE)) {
      throw new IllegalArgumentException(status + " does not go with phase " + phase);
    }
  }

  /** Whether it is in a worker's hands. */
  public boolean running() {
    return status == TaskStatus.RUNNING;
  }

  /** Whether it is held up for this reason. */
  public boolean blockedBy(BlockReason reason) {
    return blocked.filter(b -> b.reason() == reason).isPresent();
  }

  /**
   * Whether a worker may claim it once it is due: also one that waits for a task, whose due time is
   * the end of its patience, or now if what it waits for came.
   */
  public boolean claimable() {
    return status.claimable() || (status == TaskStatus.BLOCKED && blockedBy(BlockReason.TASK));
  }

  /** Whether it is run alone and never ahead of time, for its last worker vanished. */
  public boolean suspect() {
    return losses > 0;
  }

  /** How many bytes it brings along, about: its cursor and the words of its failure. */
  public long bytes() {
    return cursor.size() + failure.map(f -> f.message().length() + f.stack().length()).orElse(0);
  }

  /** Whether it is as {@link #NEW}, but for its status and what holds it up. */
  public boolean untouched() {
    return this == NEW
        || (phase == Phase.NONE
            && equals(
                new Run(
                    status,
                    NEW.phase,
                    NEW.action,
                    NEW.entry,
                    NEW.cursor,
                    NEW.attempt,
                    NEW.losses,
                    NEW.hookDeaths,
                    NEW.idleYields,
                    heldFrom,
                    blocked,
                    NEW.interruption,
                    NEW.failure)));
  }

  /**
   * Whether its status, action and attempt tell all of it: nothing else differs from {@link #NEW}.
   */
  public boolean plain() {
    return phase == NEW.phase
        && entry == NEW.entry
        && losses + hookDeaths + idleYields == 0
        && cursor.isNone()
        && heldFrom.isEmpty()
        && blocked.isEmpty()
        && interruption.isEmpty()
        && failure.isEmpty();
  }

  /** A copy at the beginning of its action, as a tombstone keeps it. */
  public Run withoutCursor() {
    return change().cursor(Payload.NONE).done();
  }

  Change change() {
    return new Change(this);
  }

  /** A copy in the making. */
  static final class Change {
    private TaskStatus status;
    private Phase phase;
    private int action;
    private Entry entry;
    private Payload cursor;
    private int attempt;
    private int losses;
    private int hookDeaths;
    private int idleYields;
    private Optional<TaskStatus> heldFrom;
    private Optional<Block> blocked;
    private Optional<Interruption> interruption;
    private Optional<Failure> failure;

    private Change(Run run) {
      status = run.status;
      phase = run.phase;
      action = run.action;
      entry = run.entry;
      cursor = run.cursor;
      attempt = run.attempt;
      losses = run.losses;
      hookDeaths = run.hookDeaths;
      idleYields = run.idleYields;
      heldFrom = run.heldFrom;
      blocked = run.blocked;
      interruption = run.interruption;
      failure = run.failure;
    }

    /** Moves by the transition table; leaving RUNNING leaves the phase, too. */
    Change by(TaskEvent event, TaskStatus to) {
      status = Lifecycle.move(status, event, to);
      phase = to == TaskStatus.RUNNING ? phase : Phase.NONE;
      return this;
    }

    /** Held by a person. A task paused while BLOCKED keeps what its wait returns to. */
    Change paused() {
      boolean waits = status == TaskStatus.BLOCKED && heldFrom.isPresent();
      Optional<TaskStatus> back = waits ? heldFrom : Optional.of(status);
      Optional<Block> beneath =
          blocked.flatMap(b -> b.reason() == BlockReason.TURN ? b.withoutTurn() : Optional.of(b));
      return by(TaskEvent.PAUSE, TaskStatus.PAUSED).heldFrom(back).blocked(beneath);
    }

    Change phase(Phase value) {
      phase = value;
      return this;
    }

    Change action(int value) {
      action = value;
      return this;
    }

    Change entry(Entry value) {
      entry = value;
      return this;
    }

    Change cursor(Payload value) {
      cursor = value;
      return this;
    }

    Change attempt(int value) {
      attempt = value;
      return this;
    }

    Change losses(int value) {
      losses = value;
      return this;
    }

    Change hookDeaths(int value) {
      hookDeaths = value;
      return this;
    }

    Change idleYields(int value) {
      idleYields = value;
      return this;
    }

    Change heldFrom(Optional<TaskStatus> value) {
      heldFrom = value;
      return this;
    }

    Change blocked(Optional<Block> value) {
      blocked = value;
      return this;
    }

    Change interruption(Optional<Interruption> value) {
      interruption = value;
      return this;
    }

    Change failure(Optional<Failure> value) {
      failure = value;
      return this;
    }

    Run done() {
      return new Run(
          status,
          phase,
          action,
          entry,
          cursor,
          attempt,
          losses,
          hookDeaths,
          idleYields,
          heldFrom,
          blocked,
          interruption,
          failure);
    }
  }

  /** What went wrong last; empty if nothing did. */
  public Optional<Failure> lastFailure() {
    return failure.filter(Failure::happened).map(Failure::withoutRequests);
  }

  /**
   * The series of requests that a stint goes on with: that of those before it that it repeats or
   * follows, else one of its own.
   *
   * @param own the fence of its claim
   */
  public RequestSeries requests(Fence own) {
    return requested().orElseGet(() -> RequestSeries.of(own));
  }

  /** The series that the next stint is told to go on with. */
  public Optional<RequestSeries> requested() {
    return failure.flatMap(Failure::requested);
  }

  /** A copy that tells the next stint with which series to go on. */
  public Run requesting(RequestSeries series) {
    Failure noted = failure.orElseGet(Failure::none).requesting(series);
    return change().failure(Optional.of(noted)).done();
  }

  /** A copy whose next stint begins a series of its own. */
  Run withoutRequests() {
    return requested().isEmpty()
        ? this
        : change().failure(failure.map(Failure::withoutRequests).filter(Failure::happened)).done();
  }
}
