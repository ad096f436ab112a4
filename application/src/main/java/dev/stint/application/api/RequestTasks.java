package dev.stint.application.api;

import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stores new tasks durably. Thread-safe; concurrent requests share their writes. */
public interface RequestTasks {

  /**
   * Returns once the task is durable.
   *
   * @throws RefusedException if the request can never be stored: unknown type, arguments that do
   *     not fit or are too large, names out of range
   * @throws UnknownOutcomeException if the store did not answer within 10 seconds; asking again
   *     with the same id or key is safe
   */
  Requested request(Request<?> request);

  /**
   * Requests a task and another that runs when the first one ended, whatever its outcome: a durable
   * callback, which is told how it ended ({@link ActionContext#ended}) and what it came to ({@link
   * ActionContext#endedWith}). For that the first one is kept at least a day once finished, also if
   * its retention is shorter. The callback waits for it as long as it takes, unless it is given a
   * patience of its own.
   *
   * <p>A new task and its callback are stored in one transaction on a relational database; on
   * MongoDB and Redis right after each other, so that a process that dies between the two leaves
   * the first one alone. The same holds everywhere for a callback that is to replace or reject
   * another task. With keys for both, requesting again is safe and makes up for it.
   *
   * @param whenOver makes the callback; given the first task's id; may be asked again, with the id
   *     of a task that was known already
   * @return the answers for both; if the first was known already, the second waits for that one
   */
  default List<Requested> requestThen(Request<?> first, Function<TaskId, Request<?>> whenOver) {
    Requested stored = request(first.followed(whenOver));
    Requested told =
        stored
            .callback()
            .orElseGet(() -> request(whenOver.apply(stored.id()).callbackOf(stored.id())));
    return List.of(stored.with(Optional.empty()), told);
  }

  /** The same for many; answers in order. */
  List<Requested> requestAll(List<Request<?>> requests);

  /**
   * Stores tasks inside the caller's open transaction: on commit they run, on rollback they never
   * existed.
   *
   * @param transaction what the store takes for one: a JDBC connection or a Jdbi handle
   * @throws RefusedException also if the store has no transactions
   */
  List<Requested> requestWithin(Object transaction, List<Request<?>> requests);
}
