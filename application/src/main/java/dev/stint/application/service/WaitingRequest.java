package dev.stint.application.service;

import dev.stint.application.api.Requested;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Due;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A request on its way to the store, and its answer. Not thread-safe. */
final class WaitingRequest {

  private final NewTask task;
  private final Optional<NewTask> callback;
  private final boolean ownId;
  private final long end;
  private Optional<Requested> answer = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  /**
   * @param callback what is stored with it, if it is stored under its own id
   * @param ownId whether the id was made here, so that nobody else can have stored it
   * @param end the tick after which it is not tried again
   */
  WaitingRequest(NewTask task, Optional<NewTask> callback, boolean ownId, long end) {
    this.task = task;
    this.callback = callback;
    this.ownId = ownId;
    this.end = end;
  }

  NewTask task() {
    return task;
  }

  TaskId id() {
    return task.spec().id();
  }

  /**
   * What is to be stored beside it, given what became of itself: the callback of this very task.
   */
  Optional<NewTask> callback(Inserted found) {
    return callback.filter(c -> found.id().equals(id()));
  }

  boolean followed() {
    return callback.isPresent();
  }

  long bytes() {
    return task.bytes() + callback.map(NewTask::bytes).orElse(0L);
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

  /**
   * @param beside what became of its callback, if there was one to store
   */
  void inserted(Inserted found, Optional<Inserted> beside) {
    Requested alone = new Requested(found.id(), made(found), found.otherArguments());
    answer =
        Optional.of(
            alone.with(
                beside.map(b -> new Requested(b.id(), b.isNew() || own(b), b.otherArguments()))));
  }

  /** A repeat after a lost answer finds its own task: it made it all the same. */
  private boolean made(Inserted found) {
    return found.isNew() || (ownId && found.id().equals(id()));
  }

  private boolean own(Inserted beside) {
    return callback.filter(c -> c.spec().id().equals(beside.id())).isPresent();
  }

  void refused(StoreException error) {
    failure =
        Optional.of(
            new StoreRefusedException("the store refused it: " + error.getMessage(), error));
  }

  void unknown(Throwable error) {
    failure = Optional.of(new UnknownOutcomeException(List.of(id()), error));
  }

  /** The lines where a worker could claim something of it now. */
  Stream<Line> ready() {
    Stream<NewTask> fresh =
        answer.filter(Requested::isNew).isPresent() ? Stream.of(task) : Stream.empty();
    boolean told = answer.flatMap(Requested::callback).filter(Requested::isNew).isPresent();
    return Stream.concat(fresh, told ? callback.stream() : Stream.empty())
        .filter(WaitingRequest::ready)
        .map(t -> t.spec().line());
  }

  private static boolean ready(NewTask task) {
    boolean later = task.due() instanceof Due.In in && !in.delay().isZero();
    return task.run().status().claimable() && !later;
  }

  Requested answer() {
    failure.ifPresent(
        e -> {
          throw e;
        });
    return answer.orElseThrow();
  }
}
