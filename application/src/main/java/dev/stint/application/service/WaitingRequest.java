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
import java.util.Set;

/** A request on its way to the store, and its answer: the first one stands. Thread-safe. */
final class WaitingRequest {

  private final NewTask task;

  /** The task as it is sent first. */
  private final NewTask first;

  private final Optional<NewTask> callback;
  private final boolean ownId;
  private final long end;
  private final Runnable answered;
  private boolean sent;
  private long sentAt;
  private Optional<StoreException> lastError = Optional.empty();
  private Optional<Requested> answer = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();

  /**
   * @param callback what is stored with it, if it is stored under its own id
   * @param ownId whether the id was made here, so that nobody else can have stored it
   * @param end the tick after which it is not tried again
   * @param answered told once, when there is an answer
   */
  WaitingRequest(
      NewTask task, Optional<NewTask> callback, boolean ownId, long end, Runnable answered) {
    this.task = task;
    this.first = ownId ? task.asFresh() : task;
    this.callback = callback;
    this.ownId = ownId;
    this.end = end;
    this.answered = answered;
  }

  /**
   * The task as it is sent to the store: fresh, if that was never done before.
   *
   * @param now the tick at which it is
   */
  synchronized NewTask send(long now) {
    NewTask sending = asSent();
    sent = true;
    sentAt = now;
    return sending;
  }

  /** The task as it would be sent now. */
  synchronized NewTask asSent() {
    return sent ? task : first;
  }

  /** How long the store has been asked for it; negative if it was not sent yet. */
  synchronized long sentFor(long now) {
    return sent ? Math.max(0, now - sentAt) : -1;
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

  synchronized boolean done() {
    return answer.isPresent() || failure.isPresent();
  }

  synchronized boolean unknown() {
    return failure.isPresent() && failure.get() instanceof UnknownOutcomeException;
  }

  synchronized Optional<Throwable> cause() {
    return failure.map(Throwable::getCause);
  }

  boolean over(long now) {
    return now - end >= 0;
  }

  /**
   * @param beside what became of its callback, if there was one to store
   */
  void inserted(Inserted found, Optional<Inserted> beside) {
    Requested alone = new Requested(found.id(), made(found), found.otherArguments());
    Requested told =
        beside.isEmpty()
            ? alone
            : alone.with(beside.map(b -> new Requested(b.id(), told(b), b.otherArguments())));
    end(Optional.of(told), Optional.empty());
  }

  /** A repeat after a lost answer finds its own task: it made it all the same. */
  private boolean made(Inserted found) {
    return found.isNew() || (ownId && found.id().equals(id()));
  }

  private boolean told(Inserted beside) {
    return beside.isNew() || callback.filter(c -> c.spec().id().equals(beside.id())).isPresent();
  }

  void refused(StoreException error) {
    end(
        Optional.empty(),
        Optional.of(
            new StoreRefusedException("the store refused it: " + error.getMessage(), error)));
  }

  /** What the store last answered; it is asked again. */
  synchronized void failed(StoreException error) {
    lastError = Optional.of(error);
  }

  /** Nobody waits for it any longer. */
  void givenUp() {
    StoreException silent =
        new StoreException(StoreException.Kind.TRANSIENT, "the store did not answer in time");
    Optional<StoreException> last;
    synchronized (this) {
      last = lastError;
    }
    unknown(last.orElse(silent));
  }

  void unknown(Throwable error) {
    end(Optional.empty(), Optional.of(new UnknownOutcomeException(List.of(id()), error)));
  }

  private void end(Optional<Requested> found, Optional<RuntimeException> error) {
    synchronized (this) {
      if (done()) {
        return;
      }
      answer = found;
      failure = error;
    }
    answered.run();
  }

  /** Adds the lines where a worker could claim something of it now. */
  void addReady(Inserted found, Optional<Inserted> beside, Set<Line> lines) {
    if (made(found) && ready(task)) {
      lines.add(task.spec().line());
    }
    if (beside.isEmpty()) {
      return;
    }
    beside
        .filter(this::told)
        .flatMap(b -> callback)
        .filter(WaitingRequest::ready)
        .ifPresent(c -> lines.add(c.spec().line()));
  }

  private static boolean ready(NewTask task) {
    boolean later =
        task.due() != Due.NOW && task.due() instanceof Due.In in && !in.delay().isZero();
    return task.run().status().claimable() && !later;
  }

  synchronized Requested answer() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return answer.orElseThrow();
  }
}
