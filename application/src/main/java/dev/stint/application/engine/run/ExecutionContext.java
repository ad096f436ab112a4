package dev.stint.application.engine.run;

import dev.stint.application.api.PermanentFailureException;
import dev.stint.application.api.Request;
import dev.stint.application.api.TaskEnd;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.action.SimulatedChunk;
import dev.stint.application.engine.write.QueuedSettlement;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Bounds;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Interruption;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RequestSeries;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import dev.stint.domain.task.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One stint as its action sees it. */
public final class ExecutionContext extends FencedContext implements RunContext {

  private final Registry.Route route;
  private final ExecutionParts parts;
  private final RunTrace trace;
  private final long began;
  private final long deadlineNanos;
  private final Optional<TaskEnd> ended;

  ExecutionContext(
      ExecutionParts parts,
      Claim claim,
      Run run,
      Registry.Route route,
      long deadlineNanos,
      Optional<TaskEnd> ended) {
    super(claim, run, route.journey(), parts);
    this.parts = parts;
    this.route = route;
    this.trace = new RunTrace(parts.tracer(), claim.spec(), route);
    this.began = parts.clock().nanos();
    this.deadlineNanos = deadlineNanos;
    this.ended = ended;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  /** What the stint came to, on its way to the store. */
  QueuedSettlement ended(Outcome outcome, Optional<Payload> result) {
    Optional<RequestSeries> requested = children().repeated();
    Settlement settlement =
        new Settlement(
            nextKey(),
            children().noted(outcome),
            takeNotes(parts.codec().sealed(result, spec())),
            route.keep(),
            Duration.ofNanos(parts.clock().nanos() - began),
            route.definition().head(),
            route.options().history().orElse(Settlement.HISTORY));
    return new QueuedSettlement(claim(), run(), stored(), settlement, /* bare= */ false, requested);
  }

  @Override
  public TaskSpec spec() {
    return claim().spec();
  }

  @Override
  public RunTrace trace() {
    return trace;
  }

  @Override
  public String worker() {
    return parts.lease().words(claim().key().worker());
  }

  @Override
  public void begins(Step step) {
    children().begins(step);
  }

  @Override
  public void changeArguments(Object changed) {
    Payload encoded = parts.codec().arguments(changed, spec().line().type());
    pendingNotes().arguments(route.definition().versions().marked(encoded, spec().version()));
  }

  @Override
  public Outcome yielded(Payload cursor) {
    return route.journey().yield(run(), cursor);
  }

  @Override
  public Outcome snoozed(Due until) {
    return route.journey().snooze(run(), run().cursor(), until);
  }

  @Override
  public Outcome waiting(WaitChecks.Wish wish) {
    return parts.writes().untilAnswered(() -> parts.waits().asked(claim(), run(), route, wish));
  }

  @Override
  public Outcome failed(Failure failure) {
    return route.journey().fail(run(), failure);
  }

  @Override
  public Outcome hookFailed(Failure failure) {
    return route.journey().hookFailed(run(), failure);
  }

  @Override
  public void inChunk(Work work) throws Exception {
    chunk(work, route.simulate());
  }

  @Override
  public Patience patience() {
    return parts.writes().patience();
  }

  @Override
  public boolean lost() {
    return stintLease().over();
  }

  @Override
  public boolean late() {
    return parts.clock().nanos() - deadlineNanos >= 0;
  }

  @Override
  public void checkpoint(Payload cursor) {
    write(route.journey().checkpoint(run(), Bounds.payload("the cursor", cursor)));
  }

  @Override
  public void progress(long done, long total, String text) {
    pendingNotes().progress(new Progress(done, total, text));
    writeIfLate();
  }

  @Override
  public void message(Message.Level level, String text) {
    pendingNotes().message(new Message(level, text));
    parts.tally().said(claim(), text);
  }

  @Override
  public void milestone(String name) {
    Await.check(name);
    pendingNotes().message(new Message(Message.Level.MILESTONE, name));
    writeUnlessWriting();
  }

  @Override
  public boolean came(Await awaited) {
    Await.Verdict verdict =
        parts.writes().untilAnswered(() -> parts.waits().verdict(awaited, route.options()));
    if (verdict == Await.Verdict.NEVER) {
      throw new PermanentFailureException(awaited.words() + " cannot come any more");
    }
    return verdict == Await.Verdict.CAME;
  }

  @Override
  public void link(ActionLink link) {
    pendingNotes().message(Links.message(parts.codec().codec(), link));
  }

  @Override
  public void request(Request<?> request) {
    if (route.simulate()) {
      message(Message.Level.INFO, SimulatedChunk.words(request, parts.codec().secret()));
      return;
    }
    Request<?> through = VisibleReferences.through(route.options(), spec().owner(), request);
    pendingNotes().request(children().of(trace.requested(through), run().action()));
  }

  @Override
  public void setAside(SetAside item) {
    pendingNotes().setAside(item);
  }

  @Override
  public List<SetAside> setAside(int count, int skip) {
    return parts.writes().setAside(task(), count, skip);
  }

  @Override
  public void redone(String item) {
    pendingNotes().redone(item);
  }

  @Override
  public Optional<TaskEnd> ended() {
    return ended;
  }

  @Override
  public <R> Optional<R> endedWith(Class<R> type) {
    return ended
        .filter(e -> e.result().isPresent())
        .map(e -> EndResults.read(parts.codec().codec(), e, type));
  }

  @Override
  public TaskId task() {
    return claim().key().task();
  }

  @Override
  public Fence fence() {
    return claim().key().fence();
  }

  @Override
  public int attempt() {
    return run().attempt();
  }

  @Override
  public Payload cursor() {
    return run().cursor();
  }

  @Override
  public Instant deadline() {
    return parts.clock().at(deadlineNanos);
  }

  @Override
  public Instant now() {
    return parts.clock().now();
  }

  @Override
  public boolean shouldYield() {
    return stintLease().over() || late() || parts.yields().any(claim());
  }

  @Override
  public Duration lease() {
    return stintLease().over() ? Duration.ZERO : parts.lease().left();
  }

  @Override
  public boolean simulate() {
    return route.simulate();
  }

  @Override
  public boolean crashed() {
    Run before = claim().run();
    return before.interruption().equals(Optional.of(Interruption.CRASH))
        && before.action() == run().action();
  }

  @Override
  public void narrow(Payload cursor) {
    write(route.journey().narrow(run(), Bounds.payload("the cursor", cursor)));
  }

  @Override
  public void committed(String action, Supplier<List<String>> items) {
    if (!route.simulate()) {
      parts.userCode().committed(claim(), action, items);
    }
  }

  @Override
  public void stopWorker(String why) {
    message(Message.Level.INFO, "asks its worker to stop: " + why);
    parts.draining().asked(claim(), why);
  }

  @Override
  public Duration elapsed() {
    return Duration.ofNanos(parts.clock().nanos());
  }
}
