package dev.stint.application.api;

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
 * @param critical whether somebody is told if it fails for good; empty means as its definition
 *     says, or, where that says nothing, that it is critical if {@code retry} allows any
 * @param history how many records of its runs are kept, the newest ones; 0 keeps none, {@link
 *     #ALL_HISTORY} all of them; empty means 10
 * @param requester who asked for it through an {@link AccessPolicy}: its actions may refer only to
 *     what they may see; empty means the host itself, which may refer to every task
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
    Optional<Principal> requester) {

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

  /** Whether the {@link FailureNotifier}s are told if it fails for good. */
  public RequestOptions critical(boolean value) {
    return with(c -> c.critical = Optional.of(value));
  }

  /** Keeps so many records of its runs, the newest ones, the last one among them; 0 keeps none. */
  public RequestOptions history(int records) {
    return with(c -> c.history = Optional.of(records));
  }

  /** See {@link Request#requestedBy}. */
  public RequestOptions requestedBy(Principal who) {
    return with(c -> c.requester = Optional.of(who));
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
    }

    private RequestOptions done() {
      return new RequestOptions(
          retry, keep, simulate, after, patience, absorbs, critical, history, requester);
    }
  }
}
