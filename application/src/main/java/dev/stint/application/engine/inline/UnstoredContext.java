package dev.stint.application.engine.inline;

import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.Request;
import dev.stint.application.engine.EngineParts;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.action.SimulatedChunk;
import dev.stint.application.engine.run.Links;
import dev.stint.application.engine.run.PendingNotes;
import dev.stint.application.engine.run.RunContext;
import dev.stint.application.engine.run.RunTrace;
import dev.stint.application.engine.run.VisibleReferences;
import dev.stint.application.engine.run.WaitChecks;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** An inline run as its action sees it: all that a stored task would keep is kept in memory. */
final class UnstoredContext implements RunContext {

  private final EngineParts parts;
  private final Registry.Route route;
  private final TaskSpec spec;
  private final Instant began;
  private final Fence fence;
  private final long beganNanos;
  private final RunTrace trace;
  private final PendingNotes pending = new PendingNotes(() -> KeptMessages.NONE);
  private Run run = StepPolicy.claimed(Run.NEW);

  UnstoredContext(EngineParts parts, Registry.Route route, TaskSpec spec, Instant began) {
    this.parts = parts;
    this.route = route;
    this.spec = spec;
    this.trace = new RunTrace(parts.around().tracer(), spec, route);
    this.began = began;
    this.fence = new Fence(0).next(began);
    this.beganNanos = parts.ticker().nanos();
  }

  @Override
  public Run run() {
    return run;
  }

  @Override
  public void moveTo(Run next) {
    run = next;
  }

  PendingNotes pendingNotes() {
    return pending;
  }

  @Override
  public TaskSpec spec() {
    return spec;
  }

  @Override
  public RunTrace trace() {
    return trace;
  }

  @Override
  public String worker() {
    return "inline";
  }

  @Override
  public void write(Run next) {
    run = next;
  }

  /** Nothing reads them but the run itself. */
  @Override
  public void changeArguments(Object changed) {}

  /** The caller waits for the end. */
  @Override
  public boolean late() {
    return false;
  }

  @Override
  public Outcome yielded(Payload cursor) {
    Outcome outcome = route.journey().yield(run, cursor);
    return outcome.run().status() == TaskStatus.RETRYING
        ? failed(outcome.run().failure().orElseThrow())
        : outcome;
  }

  @Override
  public Outcome snoozed(Due until) {
    return cannotWait();
  }

  @Override
  public Outcome waiting(WaitChecks.Wish wish) {
    return cannotWait();
  }

  private Outcome cannotWait() {
    String words = "it asked to wait, and an inline run cannot: request it as a task";
    return failed(Failure.permanent("no-wait-inline", words));
  }

  /** There is one try: the caller hears of it and may call again. */
  @Override
  public Outcome failed(Failure failure) {
    return route.journey().giveUp(run, failure);
  }

  @Override
  public Outcome hookFailed(Failure failure) {
    return failed(failure);
  }

  @Override
  public void checkpoint(Payload cursor) {
    run = route.journey().checkpoint(run, cursor);
  }

  @Override
  public void progress(long done, long total, String text) {
    pending.progress(new Progress(done, total, text));
  }

  @Override
  public void message(Message.Level level, String text) {
    pending.message(new Message(level, text));
  }

  @Override
  public void milestone(String name) {
    Await.check(name);
    message(Message.Level.MILESTONE, name);
  }

  @Override
  public boolean came(Await awaited) {
    WaitChecks room = new WaitChecks(parts.stores(), parts.around().access());
    Await.Verdict verdict = room.verdict(awaited, route.options());
    if (verdict == Await.Verdict.NEVER) {
      throw new PermanentFailureException(awaited.words() + " cannot come any more");
    }
    return verdict == Await.Verdict.CAME;
  }

  @Override
  public void link(ActionLink link) {
    pending.message(Links.message(parts.codec(), link));
  }

  @Override
  public void request(Request<?> request) {
    if (simulate()) {
      message(Message.Level.INFO, SimulatedChunk.words(request, parts.registry()::isSecret));
      return;
    }
    pending.request(VisibleReferences.through(route.options(), spec.owner(), request));
  }

  @Override
  public void setAside(SetAside item) {
    pending.setAside(item);
  }

  @Override
  public void inChunk(Work work) {
    throw new IllegalStateException("atomic chunks are never run inline");
  }

  @Override
  public boolean crashed() {
    return false;
  }

  @Override
  public void narrow(Payload cursor) {
    checkpoint(cursor);
  }

  @Override
  public void committed(String action, Supplier<List<String>> items) {}

  @Override
  public void stopWorker(String why) {
    message(Message.Level.INFO, "asks its worker to stop, but none runs it: " + why);
  }

  @Override
  public TaskId task() {
    return spec.id();
  }

  @Override
  public Fence fence() {
    return fence;
  }

  @Override
  public int attempt() {
    return run.attempt();
  }

  @Override
  public Payload cursor() {
    return run.cursor();
  }

  @Override
  public Instant deadline() {
    return began.plus(route.stint());
  }

  @Override
  public Instant now() {
    return began.plusNanos(parts.ticker().nanos() - beganNanos);
  }

  /** Yielding helps nobody here: the caller waits for the end. */
  @Override
  public boolean shouldYield() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public Duration lease() {
    return route.stint();
  }

  @Override
  public boolean simulate() {
    return route.simulate();
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(parts.ticker().nanos());
  }
}
