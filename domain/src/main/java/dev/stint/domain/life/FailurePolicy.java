package dev.stint.domain.life;

import static dev.stint.domain.life.TaskEvent.INTERRUPT;
import static dev.stint.domain.life.TaskStatus.INTERRUPTED;

import dev.stint.domain.Due;
import dev.stint.domain.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a stint that ended before its end: the part of {@link StepPolicy} for that. */
record FailurePolicy(StepPolicy journey, List<ActionPolicy> plan, RandomGenerator random) {

  /** The stint ran past its deadline and grace, at one attempt; in a hook, as a death of it. */
  Outcome timedOut(Run run, Failure failure) {
    if (run.phase() == Phase.STARTING || run.phase() == Phase.RECOVERING) {
      return hookDied(run, Interruption.TIMEOUT, failure);
    }
    return interruptedAttempt(run, Interruption.TIMEOUT, failure, journey.waitAfter(run));
  }

  /** The worker stops and the action did not yield in time; costs nothing. */
  Outcome shutDown(Run run) {
    Run next =
        run.change()
            .by(INTERRUPT, INTERRUPTED)
            .entry(perhapsBegun(run) ? Entry.RECOVER : run.entry())
            .interruption(Optional.of(Interruption.SHUTDOWN))
            .done();
    return Outcome.of(next, Due.NOW, ClaimRank.INTERRUPTED);
  }

  /** The worker was lost while the task stood at {@code run}. */
  Outcome crashed(Run run, Failure failure) {
    return switch (run.phase()) {
      case STARTING, RECOVERING -> hookDied(run, Interruption.CRASH, failure);
      case EXECUTING -> perhapsBegun(run) ? crashedAtWork(run, failure) : lost(run);
      case CLAIMED, NONE -> lost(run);
    };
  }

  /**
   * No progress, so what counted against the task stays; but it counts as the second try at most,
   * for the number of items ends the tries.
   */
  Run narrow(Run run, Payload cursor) {
    int tries = Math.min(run.attempt(), journey.retryOf(run).allowsAfter(1) ? 1 : 0);
    return run.change()
        .phase(Phase.EXECUTING)
        .entry(Entry.EXECUTE)
        .cursor(cursor)
        .attempt(tries)
        .done();
  }

  private Outcome crashedAtWork(Run run, Failure failure) {
    Duration wait = run.attempt() == 0 ? Duration.ZERO : journey.waitAfter(run);
    return interruptedAttempt(run, Interruption.CRASH, failure, wait);
  }

  /** Between two actions, one with hooks has surely not begun: that is written ahead. */
  private boolean perhapsBegun(Run run) {
    return run.phase() == Phase.EXECUTING
        && run.action() < plan.size()
        && (run.entry() != Entry.START || !plan.get(run.action()).hasHooks());
  }

  private Outcome lost(Run run) {
    Run next =
        run.change()
            .by(INTERRUPT, INTERRUPTED)
            .losses(run.losses() + 1)
            .interruption(Optional.of(Interruption.CRASH))
            .done();
    // What goes on from a cursor may have only waited behind what crashed, which was at work.
    ClaimRank rank = run.cursor().isNone() ? ClaimRank.INTERRUPTED : ClaimRank.RESUMED;
    return run.losses() == 0
        ? Outcome.of(next, Due.NOW, rank)
        : Outcome.of(next, Due.in(journey.retryOf(run).waitAfter(run.losses() - 1, random)));
  }

  private Outcome hookDied(Run run, Interruption reason, Failure failure) {
    Run next =
        run.change()
            .by(INTERRUPT, INTERRUPTED)
            .hookDeaths(run.hookDeaths() + 1)
            .interruption(Optional.of(reason))
            .failure(Optional.of(failure.after(run.failure())))
            .done();
    return reason == Interruption.CRASH && run.hookDeaths() == 0
        ? Outcome.of(next, Due.NOW, ClaimRank.INTERRUPTED)
        : Outcome.of(
            next,
            Due.in(journey.retryOf(run).waitAfter(Math.max(0, run.hookDeaths() - 1), random)));
  }

  private Outcome interruptedAttempt(Run run, Interruption reason, Failure failure, Duration wait) {
    Run marked = run.change().interruption(Optional.of(reason)).done();
    if (!journey.retryOf(run).allowsAfter(run.attempt())) {
      return journey.giveUp(marked, failure);
    }
    Run next =
        marked
            .change()
            .by(INTERRUPT, INTERRUPTED)
            .entry(Entry.RECOVER)
            .attempt(run.attempt() + 1)
            .failure(Optional.of(failure.after(run.failure())))
            .done();
    return Outcome.of(
        next, Due.in(wait), wait.isZero() ? ClaimRank.INTERRUPTED : ClaimRank.ORDINARY);
  }
}
