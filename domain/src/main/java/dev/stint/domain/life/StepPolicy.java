package dev.stint.domain.life;

import static dev.stint.domain.life.TaskEvent.*;
import static dev.stint.domain.life.TaskStatus.*;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import dev.stint.domain.policy.Turn;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The way of a task through its plan: given where it stands and what happened, where it stands
 * next. Pure but for the jitter that it draws; as thread-safe as its random generator.
 *
 * <p>A {@link Run} answer goes on in the same stint; an {@link Outcome} ends it.
 */
public final class StepPolicy {

  /** This many yields in a row without progress cost an attempt. */
  public static final int IDLE_YIELDS = 100;

  private final List<ActionPolicy> plan;
  private final Turn turn;
  private final RandomGenerator random;

  public StepPolicy(List<ActionPolicy> plan, Turn turn, RandomGenerator random) {
    this.plan = List.copyOf(plan);
    this.turn = turn;
    this.random = random;
  }

  /** A way through {@code actions} unknown actions, none of which ever gives up. */
  public static StepPolicy endless(int actions, RandomGenerator random) {
    RetryPolicy retry = RetryPolicy.fixed(RetryPolicy.UNTIL_IT_SUCCEEDS, Duration.ofMinutes(1));
    ActionPolicy action =
        new ActionPolicy("unknown", false, false, retry, Integer.MAX_VALUE, GiveUp.FAIL_TASK);
    return new StepPolicy(Collections.nCopies(actions, action), Turn.FAIR, random);
  }

  /** The run of a task just claimed. */
  public static Run claimed(Run run) {
    return run.change().by(CLAIM, RUNNING).phase(Phase.CLAIMED).done();
  }

  /** The run of a task handed back as it was when claimed in {@code before}. */
  public static Run released(Run run, TaskStatus before) {
    return run.change().by(RELEASE, before).done();
  }

  /** What to do next. */
  public Step next(Run run) {
    if (run.action() >= plan.size()) {
      return Step.FINISH;
    }
    ActionPolicy action = plan.get(run.action());
    if (run.hookDeaths() > action.hookRetries()) {
      return Step.GIVE_UP;
    }
    return switch (run.entry()) {
      case START -> action.hasStart() ? Step.START : Step.EXECUTE;
      case RECOVER -> action.hasRecover() ? Step.RECOVER : Step.EXECUTE;
      case EXECUTE -> Step.EXECUTE;
    };
  }

  /**
   * Whether {@code step} must be begun, by a write of {@link #begun}, before its user code runs:
   * actions with hooks, and suspects.
   */
  public boolean mustBegin(Run run, Step step) {
    if (step == Step.GIVE_UP || step == Step.FINISH) {
      return false;
    }
    boolean entered = step != Step.EXECUTE || run.entry() == Entry.EXECUTE;
    boolean writtenAhead = run.phase() == step.phase() && entered;
    return !writtenAhead && (run.suspect() || plan.get(run.action()).hasHooks());
  }

  /** The run while {@code step} is under way. */
  public Run begun(Run run, Step step) {
    Entry entry = step == Step.EXECUTE ? Entry.EXECUTE : run.entry();
    return run.change().phase(step.phase()).entry(entry).done();
  }

  /**
   * After a hook said to go on: the action itself is next. To be written before it runs, for a run
   * found in the phase of a hook counts as a death of that hook.
   */
  public Run proceed(Run run) {
    return run.change().phase(Phase.EXECUTING).entry(Entry.EXECUTE).hookDeaths(0).done();
  }

  /** After the recover hook set another cursor; that of a replay stays. */
  public Run proceed(Run run, Payload cursor) {
    return Replay.of(run.cursor()).isPresent()
        ? proceed(run)
        : proceed(run).change().cursor(cursor).done();
  }

  /** The current action is over, done or skipped, or done again: see {@link ReplayEnd}. */
  public Run nextAction(Run run) {
    return ReplayEnd.next(run, plan.size())
        .orElseGet(() -> ReplayEnd.at(run, run.action() + 1, Entry.START, Payload.NONE));
  }

  /** A checkpoint within the action; moving on clears what counted against the task. */
  public Run checkpoint(Run run, Payload cursor) {
    Run.Change change = run.change().phase(Phase.EXECUTING).entry(Entry.EXECUTE).cursor(cursor);
    if (!cursor.equals(run.cursor())) {
      change.attempt(0).losses(0).idleYields(0);
    }
    return change.done();
  }

  /** A checkpoint after a crash, at a cursor that stands for fewer items at a time. */
  public Run narrow(Run run, Payload cursor) {
    return setbacks().narrow(run, cursor);
  }

  /** Every action is over. */
  public Outcome succeed(Run run) {
    return Outcome.of(
        run.change().by(SUCCEED, SUCCEEDED).interruption(Optional.empty()).done(), Due.UNCHANGED);
  }

  /** Stops willingly with work left. */
  public Outcome yield(Run run, Payload cursor) {
    boolean moved = !cursor.equals(run.cursor());
    int idle = moved ? 0 : run.idleYields() + 1;
    if (idle >= IDLE_YIELDS) {
      Failure stuck =
          Failure.temporary("no-progress", IDLE_YIELDS + " yields in a row without progress");
      return fail(run.change().idleYields(0).done(), stuck);
    }
    Run next =
        yielded(run, cursor).attempt(moved ? 0 : run.attempt()).idleYields(idle).losses(0).done();
    ClaimRank rank = turn == Turn.RESUME_FIRST ? ClaimRank.RESUMED : ClaimRank.ORDINARY;
    return Outcome.of(next, Due.NOW, rank);
  }

  /** Time is up between two actions: the next one has not begun. */
  public Outcome yieldBetween(Run run) {
    Run next = run.change().by(YIELD, YIELDED).losses(0).done();
    ClaimRank rank = turn == Turn.RESUME_FIRST ? ClaimRank.RESUMED : ClaimRank.ORDINARY;
    return Outcome.of(next, Due.NOW, rank);
  }

  /** Yields until a moment; costs nothing however often. */
  public Outcome snooze(Run run, Payload cursor, Due until) {
    boolean moved = !cursor.equals(run.cursor());
    int idle = moved ? 0 : run.idleYields();
    int attempt = moved ? 0 : run.attempt();
    Run next = yielded(run, cursor).attempt(attempt).idleYields(idle).losses(0).done();
    return Outcome.of(next, until);
  }

  /** Yields until another task lets it go on, or its patience ends. */
  public Outcome block(Run run, Payload cursor, Block wait) {
    boolean moved = !cursor.equals(run.cursor());
    Run next =
        run.change()
            .by(BLOCK, BLOCKED)
            .entry(Entry.EXECUTE)
            .cursor(cursor)
            .interruption(Optional.empty())
            .attempt(moved ? 0 : run.attempt())
            .idleYields(moved ? 0 : run.idleYields())
            .losses(0)
            .heldFrom(Optional.of(YIELDED))
            .blocked(Optional.of(wait))
            .done();
    return Outcome.of(next, Due.at(wait.until().orElseThrow()));
  }

  /** The action failed, or its wait ran out (BLOCKED): another attempt, or it gives up. */
  public Outcome fail(Run run, Failure failure) {
    if (failure.permanent() || !retryOf(run).allowsAfter(run.attempt())) {
      return giveUp(run, failure);
    }
    Run next =
        run.change()
            .by(RETRY, RETRYING)
            .entry(Entry.RECOVER)
            .attempt(run.attempt() + 1)
            .losses(0)
            .idleYields(0)
            .heldFrom(Optional.empty())
            .blocked(Optional.empty())
            .interruption(Optional.empty())
            .failure(Optional.of(failure.after(run.failure())))
            .done();
    return again(next, waitAfter(run));
  }

  /** In seed 000's order, what failed and waits for nothing goes before what yielded. */
  private Outcome again(Run next, Duration wait) {
    boolean first = turn == Turn.RESUME_FIRST && wait.isZero();
    return Outcome.of(next, Due.in(wait), first ? ClaimRank.INTERRUPTED : ClaimRank.ORDINARY);
  }

  /** A hook failed: it is tried again, or the action given up, by the next stint. */
  public Outcome hookFailed(Run run, Failure failure) {
    if (failure.permanent()) {
      return giveUp(run, failure);
    }
    Run next =
        run.change()
            .by(RETRY, RETRYING)
            .hookDeaths(run.hookDeaths() + 1)
            .losses(0)
            .interruption(Optional.empty())
            .failure(Optional.of(failure.after(run.failure())))
            .done();
    return again(next, waitAfter(run));
  }

  /**
   * The action gives up: the task fails, or, where its policy says CONTINUE, yields to the next
   * action. {@link #goesOn} tells the two apart for a worker with time left.
   */
  public Outcome giveUp(Run run, Failure failure) {
    boolean waiting = run.status() == BLOCKED;
    Run blamed =
        run.change()
            .failure(Optional.of(failure))
            .heldFrom(Optional.empty())
            .blocked(Optional.empty())
            .done();
    if (!goesOn(run)) {
      return Outcome.of(blamed.change().by(FAIL, FAILED).done(), Due.UNCHANGED);
    }
    Run next = nextAction(blamed);
    if (waiting) {
      return Outcome.of(next.change().by(UNBLOCK, YIELDED).done(), Due.NOW, ClaimRank.RESUMED);
    }
    return next.action() >= plan.size()
        ? succeed(next)
        : Outcome.of(next.change().by(YIELD, YIELDED).done(), Due.NOW, ClaimRank.RESUMED);
  }

  /** Whether a task whose action gives up goes on with the next one; a replay never does. */
  public boolean goesOn(Run run) {
    return run.action() < plan.size()
        && plan.get(run.action()).giveUp() == GiveUp.CONTINUE
        && Replay.of(run.cursor()).isEmpty();
  }

  /** The stint ran past its deadline and grace, at one attempt; in a hook, as a death of it. */
  public Outcome timedOut(Run run, Failure failure) {
    return setbacks().timedOut(run, failure);
  }

  /** The worker stops and the action did not yield in time; costs nothing. */
  public Outcome shutDown(Run run) {
    return setbacks().shutDown(run);
  }

  /** The worker was lost while the task stood at {@code run}. */
  public Outcome crashed(Run run, Failure failure) {
    return setbacks().crashed(run, failure);
  }

  private FailurePolicy setbacks() {
    return new FailurePolicy(this, plan, random);
  }

  private static Run.Change yielded(Run run, Payload cursor) {
    return run.change()
        .by(YIELD, YIELDED)
        .entry(Entry.EXECUTE)
        .cursor(cursor)
        .interruption(Optional.empty());
  }

  Duration waitAfter(Run run) {
    return retryOf(run).waitAfter(run.attempt(), random);
  }

  RetryPolicy retryOf(Run run) {
    return run.action() < plan.size() ? plan.get(run.action()).retry() : RetryPolicy.DEFAULT;
  }
}
