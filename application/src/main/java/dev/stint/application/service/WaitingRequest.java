package dev.stint.application.service;

import dev.stint.application.api.Requested;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Due;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskSpec;
import java.util.List;
import java.util.Optional;

/** A request on its way to the store, and its answer. Not thread-safe. */
final class WaitingRequest {

  private final NewTask task;
  private final boolean ownId;
  private final long end;
  private Optional<Requested> answer = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  /**
   * @param ownId whether the id was made here, so that nobody else can have stored it
   * @param end the tick after which it is not tried again
   */
  WaitingRequest(NewTask task, boolean ownId, long end) {
    this.task = task;
    this.ownId = ownId;
    this.end = end;
  }

  NewTask task() {
    return task;
  }

  TaskId id() {
    return task.spec().id();
  }

  long bytes() {
    TaskSpec spec = task.spec();
    return (long) spec.arguments().size() + spec.plan().size() + spec.options().size();
  }

  boolean done() {
    return answer.isPresent() || failure.isPresent();
  }

  boolean unknown() {
    return failure.filter(UnknownOutcomeException.class::isInstance).isPresent();
  }

  Optional<Throwable> cause() {
    return failure.map(Throwable::getCause);
  }

  boolean over(long now) {
    return now - end >= 0;
  }

  /** How many ticks are left of its time; negative when it is over. */
  long left(long now) {
    return end - now;
  }

  /** A repeat after a lost answer finds its own task: it made it all the same. */
  void inserted(Inserted found) {
    boolean made = found.isNew() || (ownId && found.id().equals(id()));
    answer = Optional.of(new Requested(found.id(), made, found.otherArguments()));
  }

  void refused(StoreException error) {
    failure =
        Optional.of(
            new StoreRefusedException("the store refused it: " + error.getMessage(), error));
  }

  void unknown(Throwable error) {
    failure = Optional.of(new UnknownOutcomeException(List.of(id()), error));
  }

  /** Whether a worker could claim it now. */
  boolean ready() {
    boolean later = task.due() instanceof Due.In in && !in.delay().isZero();
    return answer.filter(Requested::isNew).isPresent() && task.run().status().claimable() && !later;
  }

  Requested answer() {
    failure.ifPresent(
        e -> {
          throw e;
        });
    return answer.orElseThrow();
  }
}
