package dev.stint.application.engine.run;

import dev.stint.application.api.HookDecision;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.RecoverHook;
import dev.stint.application.api.RetryLaterException;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.extend.TaskCall;
import dev.stint.application.engine.action.ActionInstance;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.engine.base.TaskLog;
import dev.stint.application.engine.write.QueuedSettlement;
import dev.stint.domain.Bounds;
import dev.stint.domain.Due;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskSpec;
import java.time.Instant;
import java.util.Optional;

/** Runs one claimed task from its claim to its settlement. For one thread. */
final class TaskExecution {

  private static final Failure UNSAID = Failure.temporary("unknown", "the cause was not recorded");

  private final ExecutionParts parts;
  private final Registry.Route route;
  private final StepPolicy journey;
  private final ExecutionContext context;
  private Object arguments;
  private Optional<Payload> result = Optional.empty();

  TaskExecution(
      ExecutionParts parts, Registry.Route route, ExecutionContext context, Object arguments) {
    this.parts = parts;
    this.route = route;
    this.journey = route.journey();
    this.context = context;
    this.arguments = arguments;
  }

  ExecutionContext context() {
    return context;
  }

  Outcome timedOut() {
    Failure failure = Failure.temporary("timeout", "ran past its deadline and grace");
    Outcome outcome = journey.timedOut(context.run(), failure);
    TaskLog.failed(spec(), outcome, failure, Optional.empty());
    return outcome;
  }

  Outcome shutDown() {
    return journey.shutDown(context.run());
  }

  /** Works until the task is settled or is somebody else's. */
  void work() {
    try {
      Outcome outcome = outcome();
      if (context.finish()) {
        settle(outcome, result);
        return;
      }
      parts.writes().stale(context.claim());
      if (context.leaseLost()) {
        parts.settlements().abandoned(context.claim());
      }
    } catch (LeaseLostException e) {
      parts.settlements().abandoned(context.claim());
    }
  }

  /** Settles the outcome; called by what ended its context, once that is dead. */
  void settle(Outcome outcome, Optional<Payload> reached) {
    QueuedSettlement ended = context.ended(outcome, reached);
    parts.settlements().settle(ended, context.jotted().dropped());
  }

  /** What the stint comes to; it comes to a failed attempt, whatever goes wrong in it. */
  private Outcome outcome() {
    Optional<Outcome> outcome = Optional.empty();
    try {
      while (outcome.isEmpty()) {
        outcome = step();
      }
      context.storeRequests();
      return outcome.get();
    } catch (LeaseLostException e) {
      throw e;
    } catch (Throwable e) {
      context.dropRequests();
      return outcome.filter(o -> wentWrong(o.run().status())).orElseGet(() -> undone(e));
    }
  }

  private static boolean wentWrong(TaskStatus status) {
    return status == TaskStatus.RETRYING || status == TaskStatus.FAILED;
  }

  /** What it did last cannot be kept: the attempt fails where the store has it. */
  private Outcome undone(Throwable error) {
    result = Optional.empty();
    Failure failure = Failures.of(error, route.definition().classifier());
    Outcome outcome = journey.fail(context.stored(), failure);
    TaskLog.failed(spec(), outcome, failure, Optional.of(error));
    return outcome;
  }

  private Optional<Outcome> step() {
    Run run = context.run();
    Step step = journey.next(run);
    if (step == Step.FINISH) {
      return Optional.of(journey.succeed(run));
    }
    if (step == Step.GIVE_UP) {
      return giveUp(run.failure().orElse(UNSAID), Optional.empty());
    }
    if (context.late()) {
      return Optional.of(journey.yieldBetween(run));
    }
    try (MdcScope marks = MdcScope.of(spec(), run.attempt(), context.worker())) {
      return called(step);
    }
  }

  private Optional<Outcome> called(Step step) {
    try {
      Run run = context.run();
      if (journey.mustBegin(run, step)) {
        context.write(journey.begun(run, step));
      }
      return switch (step) {
        case START -> start();
        case RECOVER -> recover();
        default -> execute();
      };
    } catch (LeaseLostException e) {
      throw e;
    } catch (Throwable e) {
      return threw(step, e);
    }
  }

  @SuppressWarnings("unchecked")
  private Optional<Outcome> start() throws Exception {
    StartHook<Object> hook = (StartHook<Object>) body().hooks();
    HookDecision<Object> said =
        parts.userCode().decide(spec().owner(), () -> hook.start(arguments, context));
    if (said instanceof HookDecision.Drop<Object> drop) {
      context.message(Message.Level.INFO, "skipped: " + drop.why());
      return next();
    }
    return proceed((HookDecision.Proceed<Object>) said);
  }

  @SuppressWarnings("unchecked")
  private Optional<Outcome> recover() throws Exception {
    Failure failure = context.run().failure().orElse(UNSAID);
    RecoverHook<Object> hook = (RecoverHook<Object>) body().hooks();
    HookDecision<Object> said =
        parts.userCode().decide(spec().owner(), () -> hook.recover(arguments, failure, context));
    if (said instanceof HookDecision.Drop<Object> drop) {
      context.message(Message.Level.WARNING, "given up: " + drop.why());
      return giveUp(failure, Optional.empty());
    }
    return proceed((HookDecision.Proceed<Object>) said);
  }

  private Optional<Outcome> proceed(HookDecision.Proceed<Object> said) {
    said.arguments().ifPresent(this::change);
    Run run = context.run();
    context.write(
        said.cursor()
            .map(c -> journey.proceed(run, bounded(c)))
            .orElseGet(() -> journey.proceed(run)));
    return Optional.empty();
  }

  private void change(Object changed) {
    arguments = changed;
    Payload encoded = parts.codec().arguments(changed);
    context.changeArguments(route.definition().versions().marked(encoded, spec().version()));
  }

  private Optional<Outcome> execute() throws Exception {
    StepOutcome outcome =
        parts.userCode().execute(call(), () -> body().action().execute(arguments, context));
    Run run = context.run();
    if (outcome instanceof StepOutcome.Done done) {
      done.result().ifPresent(r -> result = Optional.of(parts.codec().result(r)));
      return next();
    }
    if (outcome instanceof StepOutcome.Yielded yielded) {
      return left(
          journey.yield(run, yielded.cursor().map(TaskExecution::bounded).orElse(run.cursor())));
    }
    if (outcome instanceof StepOutcome.Snoozed snoozed) {
      Due until = Bounds.due("its snooze", snoozed.until());
      return Optional.of(journey.snooze(run, run.cursor(), until));
    }
    if (outcome instanceof StepOutcome.Skipped skipped) {
      context.message(Message.Level.INFO, "skipped: " + skipped.why());
      return next();
    }
    if (outcome instanceof StepOutcome.Waiting waiting) {
      Instant until = Bounds.after(context.now(), Bounds.span("its wait", waiting.atMost()));
      WaitChecks.Wish wish =
          new WaitChecks.Wish(waiting.awaited(), bounded(waiting.cursor()), until);
      return left(parts.waits().asked(context.claim(), run, route, wish));
    }
    StepOutcome.Failed failed = (StepOutcome.Failed) outcome;
    return failed(new Failure(failed.permanent(), "failed", failed.why(), ""), Optional.empty());
  }

  private static Payload bounded(Payload cursor) {
    return Bounds.payload("the cursor", cursor);
  }

  /** What was to be left off for a while may turn out to be a failure. */
  private Optional<Outcome> left(Outcome outcome) {
    Run run = outcome.run();
    boolean well = run.status() == TaskStatus.YIELDED || run.status() == TaskStatus.BLOCKED;
    return well
        ? Optional.of(outcome)
        : ended(outcome, run.failure().orElse(UNSAID), Optional.empty());
  }

  private TaskCall call() {
    String action = body().definition().name();
    return new TaskCall(
        spec().line().type(), action, arguments, spec().owner(), context.worker(), context);
  }

  private TaskSpec spec() {
    return context.claim().spec();
  }

  private Optional<Outcome> threw(Step step, Throwable error) {
    Failure failure = Failures.of(error, route.definition().classifier());
    Optional<Throwable> thrown = Optional.of(error);
    if (step == Step.EXECUTE) {
      return failed(failure, thrown);
    }
    return failure.permanent()
        ? giveUp(failure, thrown)
        : ended(journey.hookFailed(context.run(), failure), failure, thrown);
  }

  private Optional<Outcome> failed(Failure failure, Optional<Throwable> thrown) {
    Outcome outcome = journey.fail(context.run(), failure);
    boolean gaveUp = outcome.run().action() > context.run().action();
    return gaveUp ? giveUp(failure, thrown) : ended(outcome, failure, thrown);
  }

  private Optional<Outcome> giveUp(Failure failure, Optional<Throwable> thrown) {
    Run run = context.run();
    if (!journey.goesOn(run)) {
      return ended(journey.giveUp(run, failure), failure, thrown);
    }
    TaskLog.givenUp(spec(), failure, thrown);
    context.message(Message.Level.ERROR, "action given up: " + failure.message());
    return next();
  }

  /** The attempt failed; it may have chosen itself how long to wait. */
  private Optional<Outcome> ended(Outcome outcome, Failure failure, Optional<Throwable> thrown) {
    TaskLog.failed(spec(), outcome, failure, thrown);
    return Optional.of(
        thrown.isPresent() && thrown.get() instanceof RetryLaterException later
            ? outcome.retriedIn(later.delay())
            : outcome);
  }

  /** On to the next action: in this stint if there is time, else in another. */
  private Optional<Outcome> next() {
    Run next = journey.nextAction(context.run());
    context.moveTo(next);
    if (journey.next(next) == Step.FINISH) {
      return Optional.empty();
    }
    if (context.shouldYield()) {
      return Optional.of(journey.yieldBetween(next));
    }
    context.write(next);
    return Optional.empty();
  }

  private ActionInstance body() {
    return route.bodies().get(context.run().action());
  }
}
