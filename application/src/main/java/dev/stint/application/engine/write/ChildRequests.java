package dev.stint.application.engine.write;

import dev.stint.application.api.Request;
import dev.stint.application.spi.Claim;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.RequestSeries;
import dev.stint.domain.life.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the tasks that a stint requests ids that follow from its own task and their place, so that
 * the next attempt requests what is stored already under the same ids. Not thread-safe.
 */
public final class ChildRequests {

  private final TaskId parent;
  private final Map<TaskId, Request<?>> named = new HashMap<>();
  private RequestSeries series;
  private Step step = Step.EXECUTE;
  private int place;
  private boolean repeated;

  public ChildRequests(Claim claim) {
    this.parent = claim.key().task();
    this.series = claim.run().requests(claim.key().fence());
    this.place = series.from();
    this.repeated = !series.fence().equals(claim.key().fence());
  }

  /** A step begins, which an attempt that repeats it begins at the same place. */
  public void begins(Step next) {
    step = next;
    place = series.from();
  }

  /** What the stint did up to here will not be repeated. */
  public void moved() {
    series = new RequestSeries(series.fence(), place);
    named.clear();
    repeated = false;
  }

  /** One with a key is known by that, and one with an id has its own. */
  public Request<?> of(Request<?> asked, int action) {
    if (asked.id().isPresent() || asked.key().isPresent()) {
      return asked;
    }
    TaskId id = series.id(parent, action, step, place++);
    named.put(id, asked);
    repeated = true;
    return asked.id(id);
  }

  /** What was asked for under an id that was made here. */
  public Optional<Request<?>> asked(TaskId id) {
    return Optional.ofNullable(named.get(id));
  }

  /** What was asked for, as it was asked: what stands or falls with its write needs no such id. */
  public List<Request<?>> plain(List<Request<?>> all) {
    return all.stream().<Request<?>>map(r -> r.id().flatMap(this::asked).orElse(r)).toList();
  }

  /** What the next attempt is to know; empty if there is nothing that it would repeat. */
  public Optional<RequestSeries> repeated() {
    return repeated ? Optional.of(series) : Optional.empty();
  }
}
