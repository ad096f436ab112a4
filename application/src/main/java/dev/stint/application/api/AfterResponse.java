package dev.stint.application.api;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what one host request asks for, and stores all of it at once when the host says that its
 * response is out; nothing is stored before, and nothing at all if the host rolls back. For one
 * thread, and for one host request.
 *
 * <pre>{@code
 * try (AfterResponse later = new AfterResponse(tasks)) {
 *   answer(later);    // later.request(...), any number of times
 * }                   // the response is out: stored now
 * }</pre>
 */
public final class AfterResponse implements AutoCloseable {

  private final RequestTasks tasks;
  private List<Request<?>> deferred = new ArrayList<>();

  public AfterResponse(RequestTasks tasks) {
    this.tasks = tasks;
  }

  /** Remembers the request; it is checked when it is stored. */
  public void request(Request<?> request) {
    deferred.add(request);
  }

  /** What is not stored yet, in the order in which it was asked for. */
  public List<Request<?>> deferred() {
    return List.copyOf(deferred);
  }

  /**
   * Stores all that was deferred; answers in order.
   *
   * @throws RefusedException if one of them can never be stored: none of them was, and all are
   *     still deferred
   * @throws UnknownOutcomeException as {@link RequestTasks#requestAll}; nothing is deferred then,
   *     for asking again is safe only with the ids that it names
   */
  public List<Requested> flush() {
    if (deferred.isEmpty()) {
      return List.of();
    }
    try {
      List<Requested> stored = tasks.requestAll(List.copyOf(deferred));
      deferred = new ArrayList<>();
      return stored;
    } catch (UnknownOutcomeException e) {
      deferred = new ArrayList<>();
      throw e;
    }
  }

  /** The host's own work was undone: forgets what it asked for. */
  public void rollback() {
    deferred = new ArrayList<>();
  }

  /** Stores what is left, as {@link #flush}. */
  @Override
  public void close() {
    flush();
  }
}
