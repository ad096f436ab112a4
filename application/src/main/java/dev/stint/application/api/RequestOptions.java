package dev.stint.application.api;

import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.domain.life.Await;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Per-task settings that replace the definition's. Immutable; each method answers a refined copy.
 *
 * @param simulate whether effects are to be left out
 * @param after what must have come before the task begins
 * @param patience how long it waits for all of {@code after}, from the request; empty means 24
 *     hours
 * @param absorbs empty means it is no coalescing request; else, when it starts it supersedes every
 *     waiting task of its serial key that has such a threshold of at least this one
 * @param critical whether notifiers are told if it ends FAILED; empty means as its definition says,
 *     or, where that says nothing, that it is critical if {@code retry} allows any
 * @param history how many records of its runs are kept, the newest ones; 0 keeps none, {@link
 *     #ALL_HISTORY} all of them; empty means 10
 * @param requester who asked for it through an {@link AccessPolicy}: its actions may refer only to
 *     what they may see; empty means the host itself, which may refer to every task
 * @param keepAtLeast how long the record stays once finished, even if {@code keep} says shorter:
 *     for who is still to be told of its end
 * @param callback the task whose end it is told, if it is a callback: see {@link
 *     RequestTasks#requestThen}
 * @param trace the requester's trace, which its stints continue
 */
public record RequestOptions(
    Optional<RetryPolicy> retry,
    Optional<Duration> keep,
    boolean simulate,
    List<Await> after,
    Optional<Duration> patience,
    Optional<Long> absorbs,
    Optional<Boolean> critical,
    Optional<Integer> history,
    Optional<Principal> requester,
    Optional<Duration> keepAtLeast,
    Optional<Callback> callback,
    Optional<TraceHeaders> trace) {

  /** More records than any task is meant to have. */
  public static final int ALL_HISTORY = 1_000_000;

  public static final RequestOptions NONE =
      new RequestOptions(
          Optional.empty(),
          Optional.empty(),
          false,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  public RequestOptions {
    after = List.copyOf(after);
    history.ifPresent(RequestOptions::checkHistory);
  }

  public RequestOptions retry(RetryPolicy value) {
    return with(c -> c.retry = Optional.of(value));
  }

  public RequestOptions keep(Duration value) {
    return with(c -> c.keep = Optional.of(value));
  }

  public RequestOptions simulated() {
    return with(c -> c.simulate = true);
  }

  /** Adds one more that must have come. */
  public RequestOptions after(Await awaited) {
    List<Await> all = new ArrayList<>(after);
    all.add(awaited);
    return with(c -> c.after = all);
  }

  public RequestOptions patience(Duration value) {
    return with(c -> c.patience = Optional.of(value));
  }

  public RequestOptions absorbing(long threshold) {
    return with(c -> c.absorbs = Optional.of(threshold));
  }

  /** Whether the {@link FailureNotifier}s are told if it ends FAILED. */
  public RequestOptions critical(boolean value) {
    return with(c -> c.critical = Optional.of(value));
  }

  /**
   * Keeps this many records of its runs, the newest ones, the last one among them; 0 keeps none.
   */
  public RequestOptions history(int records) {
    return with(c -> c.history = Optional.of(records));
  }

  /** See {@link Request#requestedBy}. */
  public RequestOptions requestedBy(Principal who) {
    return with(c -> c.requester = Optional.of(who));
  }

  /** Keeps the record at least this long, whatever {@code keep} says. */
  public RequestOptions keepAtLeast(Duration value) {
    return with(c -> c.keepAtLeast = Optional.of(value));
  }

  /** Makes it the callback of a task, that it must not begin before: see {@link #after}. */
  public RequestOptions callbackOf(Callback value) {
    return with(c -> c.callback = Optional.of(value));
  }

  /** Its stints continue this trace, or none. */
  public RequestOptions traced(Optional<TraceHeaders> value) {
    return value.equals(trace) ? this : with(c -> c.trace = value);
  }

  /** How long the record stays, where {@code usual} is how long without {@code keepAtLeast}. */
  public Duration kept(Duration usual) {
    return keepAtLeast.filter(least -> least.compareTo(usual) > 0).orElse(usual);
  }

  private static void checkHistory(int records) {
    if (records < 0 || records > ALL_HISTORY) {
      throw new IllegalArgumentException(
          "a task keeps 0 to " + ALL_HISTORY + " records of its history, not " + records);
    }
  }

  private RequestOptions with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.done();
  }

  /** A copy in the making. */
  private static final class Copy {
    private Optional<RetryPolicy> retry;
    private Optional<Duration> keep;
    private boolean simulate;
    private List<Await> after;
    private Optional<Duration> patience;
    private Optional<Long> absorbs;
    private Optional<Boolean> critical;
    private Optional<Integer> history;
    private Optional<Principal> requester;
    private Optional<Duration> keepAtLeast;
    private Optional<Callback> callback;
    private Optional<TraceHeaders> trace;

    private Copy(RequestOptions from) {
      retry = from.retry;
      keep = from.keep;
      simulate = from.simulate;
      after = from.after;
      patience = from.patience;
      absorbs = from.absorbs;
      critical = from.critical;
      history = from.history;
      requester = from.requester;
      keepAtLeast = from.keepAtLeast;
      callback = from.callback;
      trace = from.trace;
    }

    private RequestOptions done() {
      return new RequestOptions(
          retry,
          keep,
          simulate,
          after,
          patience,
          absorbs,
          critical,
          history,
          requester,
          keepAtLeast,
          callback,
          trace);
    }
  }
}
