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
import dev.stint.application.engine.base.BoundedCodec;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.engine.base.TaskLog;
import dev.stint.application.engine.write.AbandonedWriteException;
import dev.stint.domain.Bounds;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.ReplayEnd;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * Goes through the steps of a task's plan until the run ends: the same for a worker's slots and for
 * runs in the caller's thread. Where it writes to is its context's. For one thread.
 */
public final class StepLoop {

  private static final Failure UNSAID = Failure.temporary("unknown", "the cause was not recorded");

  private final UserCode userCode;
  private final BoundedCodec codec;
  private final Registry.Route route;
  private final StepPolicy journey;
  private final RunContext context;
  private Object arguments;
  private Optional<Payload> result = Optional.empty();

  public StepLoop(
      UserCode userCode,
      BoundedCodec codec,
      Registry.Route route,
      RunContext context,
      Object arguments) {
    this.userCode = userCode;
    this.codec = codec;
    this.route = route;
    this.journey = route.journey();
    this.context = context;
    this.arguments = arguments;
  }

  /** What the task's last action answered. */
  public Optional<Payload> result() {
    return result;
  }

  /** What was answered cannot be kept. */
  void dropResult() {
    result = Optional.empty();
  }

  /** Goes on where the context stands; answers what the run comes to. */
  public Outcome run() {
    Optional<Outcome> outcome = step();
    while (outcome.isEmpty()) {
      outcome = step();
    }
    return outcome.get();
  }

  /** The action under way fails; empty if its plan goes on without it. */
  public Optional<Outcome> fail(Failure failure) {
    return cameTo(context.failed(failure), failure, Optional.empty());
  }

  private Optional<Outcome> step() {
    Run run = context.run();
    Step step = journey.next(run);
    if (step == Step.FINISH) {
      return Optional.of(journey.succeed(run));
    }
    if (step == Step.GIVE_UP) {
      return giveUp(run.lastFailure().orElse(UNSAID), Optional.empty());
    }
    if (context.late()) {
      return Optional.of(journey.yieldBetween(run));
    }
    try (MdcScope marks = MdcScope.of(context.spec(), run.attempt(), context.worker())) {
      return called(step);
    }
  }

  private Optional<Outcome> called(Step step) {
    try {
      context.begins(step);
      Run run = context.run();
      if (journey.mustBegin(run, step)) {
        context.write(journey.begun(run, step));
      }
      return switch (step) {
        case START -> start();
        case RECOVER -> recover();
        default -> execute();
      };
    } catch (Throwable e) {
      if (e instanceof LeaseLostException ours && context.lost()) {
        throw ours;
      }
      return threw(step, e);
    }
  }

  @SuppressWarnings("unchecked")
  private Optional<Outcome> start() throws Exception {
    StartHook<Object> hook = (StartHook<Object>) body().hooks();
    HookDecision<Object> said =
        userCode.decide(context.spec().owner(), () -> hook.start(arguments, context));
    return said instanceof HookDecision.Drop<Object> drop
        ? skipped(drop.why())
        : proceed((HookDecision.Proceed<Object>) said);
  }

  @SuppressWarnings("unchecked")
  private Optional<Outcome> recover() throws Exception {
    Failure failure = context.run().lastFailure().orElse(UNSAID);
    RecoverHook<Object> hook = (RecoverHook<Object>) body().hooks();
    HookDecision<Object> said =
        userCode.decide(context.spec().owner(), () -> hook.recover(arguments, failure, context));
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
    context.changeArguments(changed);
  }

  private Optional<Outcome> execute() throws Exception {
    StepOutcome outcome =
        userCode.execute(
            context.spec().owner(), this::call, () -> body().action().execute(arguments, context));
    if (outcome instanceof StepOutcome.Done done) {
      done.result()
          .ifPresent(r -> result = Optional.of(codec.result(r, context.spec().line().type())));
      return next();
    }
    if (outcome instanceof StepOutcome.Skipped skipped) {
      return skipped(skipped.why());
    }
    if (outcome instanceof StepOutcome.Failed failed) {
      return fail(new Failure(failed.permanent(), "failed", failed.why(), ""));
    }
    return left(leftOff(outcome));
  }

  private TaskCall call() {
    return new TaskCall(
        context.spec().line().type(),
        body().definition().name(),
        arguments,
        context.spec().owner(),
        context.worker(),
        context);
  }

  /** What the action left off for a while comes to. */
  private Outcome leftOff(StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Yielded yielded) {
      Payload here = context.run().cursor();
      return context.yielded(yielded.cursor().map(StepLoop::bounded).orElse(here));
    }
    if (outcome instanceof StepOutcome.Snoozed snoozed) {
      return context.snoozed(Bounds.due("its snooze", snoozed.until()));
    }
    StepOutcome.Waiting waiting = (StepOutcome.Waiting) outcome;
    Instant until = Bounds.after(context.now(), Bounds.span("its wait", waiting.atMost()));
    return context.waiting(
        new WaitChecks.Wish(waiting.awaited(), bounded(waiting.cursor()), until));
  }

  private static Payload bounded(Payload cursor) {
    return Bounds.payload("the cursor", cursor);
  }

  /** What was to be left off for a while may turn out to be a failure. */
  private Optional<Outcome> left(Outcome outcome) {
    Run run = outcome.run();
    boolean well = run.status() == TaskStatus.YIELDED || run.status() == TaskStatus.BLOCKED;
    return well && !gaveUp(outcome)
        ? Optional.of(outcome)
        : cameTo(outcome, run.lastFailure().orElse(UNSAID), Optional.empty());
  }

  private Optional<Outcome> skipped(String why) {
    context.message(Message.Level.INFO, "skipped: " + why);
    return next();
  }

  private Optional<Outcome> threw(Step step, Throwable error) {
    if (AbandonedWriteException.isBehind(error)) {
      return Optional.of(journey.shutDown(context.run()));
    }
    Failure failure = Failures.of(error, route.definition().classifier());
    Outcome outcome = step == Step.EXECUTE ? context.failed(failure) : context.hookFailed(failure);
    return cameTo(outcome, failure, Optional.of(error));
  }

  /** The action gave up and the plan goes on without it, or the attempt failed. */
  private Optional<Outcome> cameTo(Outcome outcome, Failure why, Optional<Throwable> thrown) {
    return gaveUp(outcome) ? goOn(why, thrown) : ended(outcome, why, thrown);
  }

  private boolean gaveUp(Outcome outcome) {
    return outcome.run().action() > context.run().action();
  }

  private Optional<Outcome> giveUp(Failure failure, Optional<Throwable> thrown) {
    return cameTo(journey.giveUp(context.run(), failure), failure, thrown);
  }

  private Optional<Outcome> goOn(Failure failure, Optional<Throwable> thrown) {
    TaskLog.givenUp(context.spec(), failure, thrown);
    context.trace().failed(failure, thrown);
    context.message(Message.Level.ERROR, "action given up: " + failure.message());
    return next();
  }

  /** The attempt failed; it may have chosen itself how long to wait. */
  private Optional<Outcome> ended(Outcome outcome, Failure failure, Optional<Throwable> thrown) {
    TaskLog.failed(context.spec(), outcome, failure, thrown);
    context.trace().failed(failure, thrown);
    return Optional.of(
        thrown.isPresent() && thrown.get() instanceof RetryLaterException later
            ? outcome.retriedIn(later.delay())
            : outcome);
  }

  /** On to the next action: in this run if there is time, else in another. */
  private Optional<Outcome> next() {
    Optional<Outcome> cancelled = ReplayEnd.cancelled(context.run());
    if (cancelled.isPresent()) {
      return cancelled;
    }
    Run next = journey.nextAction(context.run());
    context.moveTo(next);
    if (journey.next(next) == Step.FINISH) {
      return Optional.empty();
    }
    if (context.shouldYield()) {
      return Optional.of(journey.yieldBetween(next));
    }
    context.write(next);
    context.trace().goesOn(next.action());
    return Optional.empty();
  }

  private ActionInstance body() {
    return route.bodies().get(context.run().action());
  }
}
