package dev.stint.application.engine.run;

import dev.stint.application.api.LeaseLostException;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.engine.base.TaskLog;
import dev.stint.application.engine.write.AbandonedWriteException;
import dev.stint.application.engine.write.QueuedSettlement;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import java.util.Optional;

/** Runs one claimed task from its claim to its settlement. For one thread. */
final class TaskExecution {

  private final ExecutionParts parts;
  private final Registry.Route route;
  private final StepPolicy journey;
  private final ExecutionContext context;
  private final StepLoop steps;

  TaskExecution(
      ExecutionParts parts, Registry.Route route, ExecutionContext context, Object arguments) {
    this.parts = parts;
    this.route = route;
    this.journey = route.journey();
    this.context = context;
    this.steps = new StepLoop(parts.userCode(), parts.codec(), route, context, arguments);
  }

  ExecutionContext context() {
    return context;
  }

  Outcome timedOut() {
    Failure failure = Failure.temporary("timeout", "ran past its deadline and grace");
    Outcome outcome = journey.timedOut(context.run(), failure);
    TaskLog.failed(context.spec(), outcome, failure, Optional.empty());
    context.trace().cutShort(outcome, Optional.of(failure));
    return outcome;
  }

  Outcome shutDown() {
    Outcome outcome = journey.shutDown(context.run());
    context.trace().cutShort(outcome, Optional.empty());
    return outcome;
  }

  /** Works until the task is settled or is somebody else's. */
  void work() {
    try {
      context.trace().begins(context.run(), context.worker());
      Outcome outcome = outcome();
      context.makeSure();
      if (context.stintLease().finish()) {
        // Closed before its end can be seen: who awaits that finds the whole trace.
        context.trace().ends(outcome);
        settle(outcome, steps.result());
        return;
      }
      parts.writes().stale(context.claim());
      if (context.stintLease().workerLost()) {
        parts.settlements().abandoned(context.claim());
      }
    } catch (LeaseLostException e) {
      parts.settlements().abandoned(context.claim());
    } finally {
      context.trace().over();
    }
  }

  /** Settles the outcome; called by what ended its context, once that is dead. */
  void settle(Outcome outcome, Optional<Payload> reached) {
    QueuedSettlement ended = context.ended(outcome, reached);
    PendingNotes noted = context.pendingNotes();
    parts.settlements().settle(ended, noted.dropped(), noted.aside());
  }

  /** What the stint comes to; it comes to a failed attempt, whatever goes wrong in it. */
  private Outcome outcome() {
    Optional<Outcome> outcome = Optional.empty();
    try {
      outcome = Optional.of(steps.run());
      if (wentWrong(outcome.get().run().status())) {
        context.storeLastRequests();
      } else {
        context.storeRequests();
      }
      return outcome.get();
    } catch (Throwable e) {
      if (e instanceof LeaseLostException ours && context.lost()) {
        throw ours;
      }
      context.dropRequests();
      return outcome.filter(o -> wentWrong(o.run().status())).orElseGet(() -> undone(e));
    }
  }

  private static boolean wentWrong(TaskStatus status) {
    return status == TaskStatus.RETRYING || status == TaskStatus.FAILED;
  }

  /** What it did last cannot be kept: the attempt fails where the store has it. */
  private Outcome undone(Throwable error) {
    steps.dropResult();
    if (AbandonedWriteException.isBehind(error)) {
      return journey.shutDown(context.stored());
    }
    Failure failure = Failures.of(error, route.definition().classifier());
    Outcome outcome = journey.fail(context.stored(), failure);
    TaskLog.failed(context.spec(), outcome, failure, Optional.of(error));
    context.trace().failed(failure, Optional.of(error));
    return outcome;
  }
}
