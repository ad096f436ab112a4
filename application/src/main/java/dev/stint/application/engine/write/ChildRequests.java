package dev.stint.application.engine.write;

import dev.stint.application.api.Request;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RequestSeries;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the tasks that a stint requests ids that follow from its own task, their place and what
 * they are, so that a stint which repeats it requests what is stored already under the same ids.
 * The stored run tells the next stint where to go on, before any of them are stored. Not
 * thread-safe.
 */
public final class ChildRequests {

  private final TaskId parent;

  /** Whether an earlier stint began the series. */
  private final boolean inherited;

  private Map<TaskId, Asked> named = Map.of();
  private RequestSeries series;
  private Step step = Step.EXECUTE;
  private int place;

  /** Since the last move: whether it requested any, and whether a hook did. */
  private boolean asked;

  private boolean hookAsked;

  private record Asked(Request<?> request, int action, int place) {}

  public ChildRequests(Claim claim) {
    this.parent = claim.key().task();
    this.series = claim.run().requests(claim.key().fence());
    this.place = series.from();
    this.inherited = !series.fence().equals(claim.key().fence());
  }

  /** A step begins, which a stint that repeats it begins at the same place. */
  public void begins(Step next) {
    step = next;
    place = series.from();
  }

  /**
   * The stored run with what a stint is to know that repeats this one, to be written before what
   * was asked for is stored; empty if it says so already, or nothing is named by it.
   */
  public Optional<Run> untold(Run stored) {
    return asked && !stored.requested().equals(Optional.of(series))
        ? Optional.of(stored.requesting(series))
        : Optional.empty();
  }

  /**
   * The run that is to be written; where it moves, what the stint did up to here will not be
   * repeated, and it says with which requests the next stint is to go on.
   */
  public Run reached(Run stored, Run next) {
    return asked && moves(stored, next)
        ? next.requesting(reached())
        : stored.requested().map(next::requesting).orElse(next);
  }

  /** It is written. */
  public void landed(Run stored, Run next) {
    if (moves(stored, next)) {
      series = reached();
      place = series.from();
      named = Map.of();
      asked = false;
      hookAsked = false;
    }
  }

  private static boolean moves(Run stored, Run next) {
    return next.action() != stored.action() || !next.cursor().equals(stored.cursor());
  }

  /** A hook's requests are none of those that the action goes on to make. */
  private RequestSeries reached() {
    int ends = series.ends() + (hookAsked ? 1 : 0);
    return new RequestSeries(series.fence(), step == Step.EXECUTE ? place : series.from(), ends);
  }

  /** One with a key is known by that, and one with an id has its own. */
  public Request<?> of(Request<?> wanted, int action) {
    if (wanted.id().isPresent() || wanted.key().isPresent()) {
      return wanted;
    }
    asked = true;
    hookAsked |= step != Step.EXECUTE;
    TaskId id = series.id(parent, action, step, place);
    if (named.isEmpty()) {
      named = new HashMap<>();
    }
    named.put(id, new Asked(wanted, action, place++));
    return wanted.id(id);
  }

  /** What is stored for a request: under the id of its place, for what it is. */
  NewTask identified(NewTask task) {
    TaskId id = task.spec().id();
    return named.containsKey(id)
        ? task.withId(RequestSeries.holding(id, task.spec().content()))
        : task;
  }

  /** What was asked for, as it was asked: what stands or falls with its write needs no such id. */
  public List<Request<?>> plain(List<Request<?>> all) {
    return all.stream()
        .<Request<?>>map(r -> asked(r).<Request<?>>map(Asked::request).orElse(r))
        .toList();
  }

  /** What was asked for, as what belongs to the end of a stint that says that it failed. */
  public List<Request<?>> ending(List<Request<?>> all) {
    return all.stream().<Request<?>>map(r -> asked(r).map(this::ending).orElse(r)).toList();
  }

  private Request<?> ending(Asked at) {
    TaskId id = series.endingId(parent, at.action(), at.place());
    named.put(id, at);
    return at.request().id(id);
  }

  private Optional<Asked> asked(Request<?> request) {
    return request.id().map(named::get);
  }

  /** What belongs to the end of a stint that failed is stored: the next end is another one. */
  public void ended() {
    series = new RequestSeries(series.fence(), series.from(), series.ends() + 1);
  }

  /** What the stint came to, with what the next one is to know. */
  public Outcome noted(Outcome outcome) {
    if (outcome.repeats()) {
      return repeated().map(outcome::requesting).orElse(outcome);
    }
    return inherited && !outcome.finished()
        ? outcome.requesting(reached())
        : outcome.withoutRequests();
  }

  /** What a stint is to know that repeats this one; empty if there is nothing to be repeated. */
  public Optional<RequestSeries> repeated() {
    return asked || inherited ? Optional.of(series) : Optional.empty();
  }
}
