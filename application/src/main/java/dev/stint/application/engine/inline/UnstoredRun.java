package dev.stint.application.engine.inline;

import dev.stint.application.api.HookDecision;
import dev.stint.application.api.StartHook;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.extend.TaskCall;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.engine.action.ActionInstance;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.TaskLog;
import dev.stint.application.engine.run.MdcScope;
import dev.stint.application.engine.run.ThreadState;
import dev.stint.application.engine.run.UserCode;
import dev.stint.application.spi.Notes;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.task.TaskSpec;
import java.util.Optional;
import java.util.function.Function;

/** One run of a task that is stored nowhere, from its first action to its end. For one thread. */
final class UnstoredRun {

  private static final String WORKER = "inline";

  private final UserCode userCode;
  private final Registry.Route route;
  private final StepPolicy journey;
  private final UnstoredContext context;
  private final Function<Object, Payload> encoded;
  private Object arguments;
  private Payload result = Payload.NONE;
  private int idleYields;

  /**
   * @param encoded the result as it would be stored
   */
  UnstoredRun(
      UserCode userCode,
      Registry.Route route,
      UnstoredContext context,
      Object arguments,
      Function<Object, Payload> encoded) {
    this.userCode = userCode;
    this.route = route;
    this.journey = route.journey();
    this.context = context;
    this.arguments = arguments;
    this.encoded = encoded;
  }

  RunUnstored.Ran run() {
    Optional<Failure> failure = Optional.empty();
    try (Interrupts held = Interrupts.hold();
        ThreadState state = ThreadState.keep();
        MdcScope marks = MdcScope.of(spec(), 0, WORKER)) {
      while (failure.isEmpty() && journey.next(context.run()) != Step.FINISH) {
        failure = step();
      }
    }
    Notes notes = context.jotted().notes(Optional.empty());
    return new RunUnstored.Ran(
        failure,
        result,
        notes.progress().orElse(Progress.NONE),
        notes.messages(),
        notes.setAside());
  }

  /** Answers why the run is over, if it is. */
  private Optional<Failure> step() {
    try {
      return journey.next(context.run()) == Step.START ? start() : execute();
    } catch (Throwable e) {
      Failure failure = Failures.of(e, route.definition().classifier());
      return failed(failure, Optional.of(e));
    }
  }

  @SuppressWarnings("unchecked")
  private Optional<Failure> start() throws Exception {
    StartHook<Object> hook = (StartHook<Object>) body().hooks();
    HookDecision<Object> said =
        userCode.decide(spec().owner(), () -> hook.start(arguments, context));
    if (said instanceof HookDecision.Drop<Object> drop) {
      return skipped(drop.why());
    }
    HookDecision.Proceed<Object> go = (HookDecision.Proceed<Object>) said;
    go.arguments().ifPresent(a -> arguments = a);
    Run run = context.run();
    context.moveTo(
        go.cursor().map(c -> journey.proceed(run, c)).orElseGet(() -> journey.proceed(run)));
    return Optional.empty();
  }

  private Optional<Failure> execute() throws Exception {
    TaskCall call =
        new TaskCall(
            spec().line().type(),
            body().definition().name(),
            arguments,
            spec().owner(),
            WORKER,
            context);
    StepOutcome outcome = userCode.execute(call, () -> body().action().execute(arguments, context));
    if (outcome instanceof StepOutcome.Done done) {
      done.result().ifPresent(r -> result = encoded.apply(r));
      return next();
    }
    if (outcome instanceof StepOutcome.Yielded yielded) {
      return goOn(yielded.cursor().orElse(context.run().cursor()));
    }
    if (outcome instanceof StepOutcome.Skipped skipped) {
      return skipped(skipped.why());
    }
    if (outcome instanceof StepOutcome.Failed failed) {
      return failed(new Failure(failed.permanent(), "failed", failed.why(), ""), Optional.empty());
    }
    String words = "it asked to wait, and an inline run cannot: request it as a task";
    return failed(Failure.permanent("no-wait-inline", words), Optional.empty());
  }

  private Optional<Failure> goOn(Payload cursor) {
    boolean moved = !cursor.equals(context.run().cursor());
    idleYields = moved ? 0 : idleYields + 1;
    if (Interrupts.came()) {
      Failure failure = Failure.temporary("interrupted", "its thread was interrupted");
      return failed(failure, Optional.empty());
    }
    if (idleYields >= StepPolicy.IDLE_YIELDS) {
      String words = StepPolicy.IDLE_YIELDS + " yields in a row without progress";
      return failed(Failure.temporary("no-progress", words), Optional.empty());
    }
    context.checkpoint(cursor);
    return Optional.empty();
  }

  private Optional<Failure> skipped(String why) {
    context.message(Message.Level.INFO, "skipped: " + why);
    return next();
  }

  private Optional<Failure> failed(Failure failure, Optional<Throwable> thrown) {
    TaskLog.givenUp(spec(), failure, thrown);
    if (!journey.goesOn(context.run())) {
      return Optional.of(failure);
    }
    context.message(Message.Level.ERROR, "action given up: " + failure.message());
    return next();
  }

  private Optional<Failure> next() {
    idleYields = 0;
    context.moveTo(journey.nextAction(context.run()));
    return Optional.empty();
  }

  private ActionInstance body() {
    return route.bodies().get(context.run().action());
  }

  private TaskSpec spec() {
    return context.spec();
  }
}
