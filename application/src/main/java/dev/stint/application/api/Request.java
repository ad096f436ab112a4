package dev.stint.application.api;

import dev.stint.application.api.extend.FailureNotifier;
import dev.stint.domain.Bounds;
import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.SerialKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A wish for one task. Immutable; each method answers a refined copy.
 *
 * @param whenOver makes the callback that is stored with it: see {@link RequestTasks#requestThen}
 */
public record Request<A>(
    TaskType<A> type,
    A arguments,
    Optional<TaskId> id,
    Optional<QueueName> queue,
    Lane lane,
    int priority,
    Due due,
    boolean held,
    Optional<IdempotencyKey> key,
    Optional<SerialKey> serialKey,
    Optional<Owner> owner,
    Optional<String> name,
    List<String> plan,
    RequestOptions options,
    UniquePolicy unique,
    Optional<Function<TaskId, Request<?>>> whenOver) {

  private static final Duration KEPT_FOR_CALLBACK = Duration.ofDays(1);

  static <A> Request<A> of(TaskType<A> type, A arguments) {
    return new Request<>(
        type,
        arguments,
        Optional.empty(),
        Optional.empty(),
        Lane.BACKGROUND,
        0,
        Due.NOW,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        RequestOptions.NONE,
        UniquePolicy.RETURN_EXISTING,
        Optional.empty());
  }

  /** A person waits for it: goes before all BACKGROUND tasks. */
  public Request<A> interactive() {
    return with(c -> c.lane = Lane.INTERACTIVE);
  }

  /** Greater is more urgent; 0 is the default. */
  public Request<A> priority(int value) {
    return with(c -> c.priority = value);
  }

  public Request<A> queue(String value) {
    return with(c -> c.queue = Optional.of(new QueueName(value)));
  }

  /** Asking again while the key's task is unfinished answers that task. */
  public Request<A> key(String value) {
    return key(value, IdempotencyKey.Scope.ACTIVE);
  }

  public Request<A> key(String value, IdempotencyKey.Scope scope) {
    return with(c -> c.key = Optional.of(IdempotencyKey.named(value, scope)));
  }

  /** A key as it is stored: its name, or with the mark of the owner to whom it belongs. */
  public Request<A> key(IdempotencyKey value) {
    return with(c -> c.key = Optional.of(value));
  }

  /** Tasks of the same serial key run strictly one after another: priority, then arrival. */
  public Request<A> serialKey(String value) {
    return with(c -> c.serialKey = Optional.of(SerialKey.named(value)));
  }

  /** Not before this long from now, on the store's clock. */
  public Request<A> dueIn(Duration delay) {
    return with(c -> c.due = Due.in(delay));
  }

  /** Not before this moment, which lies in the years 1970 to 2254: every store keeps those. */
  public Request<A> dueAt(Instant moment) {
    return with(c -> c.due = Due.at(moment));
  }

  /** Stored PAUSED, until somebody resumes it. */
  public Request<A> paused() {
    return with(c -> c.held = true);
  }

  public Request<A> owner(String value) {
    return with(c -> c.owner = Optional.of(new Owner(value)));
  }

  /**
   * As this principal requests it: theirs unless it names an owner. Its keys belong to its owner,
   * so that they never meet keys of others; its actions may refer only to tasks that the principal
   * may see, and what they request is requested likewise.
   *
   * @throws IllegalArgumentException if a key belongs to somebody already
   */
  public Request<A> requestedBy(Principal who) {
    Owner whose = owner.orElse(who.name());
    return options(options.requestedBy(who))
        .with(
            c -> {
              c.owner = Optional.of(whose);
              c.key = key.map(k -> k.ownedBy(whose));
              c.serialKey = serialKey.map(k -> k.ownedBy(whose));
            });
  }

  /** A name for people; at most 200 characters. */
  public Request<A> named(String value) {
    return with(c -> c.name = Optional.of(value));
  }

  /** An id made by the caller, so that asking again after an unknown answer is safe. */
  public Request<A> id(TaskId value) {
    return with(c -> c.id = Optional.of(value));
  }

  /** The names of the definition's actions to run, in this order; none means all of them. */
  public Request<A> plan(List<String> actions) {
    return with(c -> c.plan = List.copyOf(actions));
  }

  /** Not before that task SUCCEEDED; called again, not before all of them. */
  public Request<A> after(TaskId task) {
    return after(Await.success(task));
  }

  /** Not before what is awaited came; called again, not before all of it. */
  public Request<A> after(Await awaited) {
    return options(options.after(awaited));
  }

  /** Its end is kept for a callback, which is stored with it if it is new. */
  Request<A> followed(Function<TaskId, Request<?>> callback) {
    return options(options.keepAtLeast(KEPT_FOR_CALLBACK))
        .with(c -> c.whenOver = Optional.of(callback));
  }

  /** The callback that is to be stored with it if it is stored under this id. */
  public Optional<Request<?>> callback(TaskId stored) {
    return whenOver
        .map(made -> Objects.requireNonNull(made.apply(stored), "the callback of a request"))
        .map(made -> made.callbackOf(stored));
  }

  /** The same, with its callback refined. */
  public Request<A> refineCallback(UnaryOperator<Request<?>> change) {
    return with(c -> c.whenOver = whenOver.map(made -> made.andThen(change)));
  }

  /** Runs once that task is over, and is told how it ended. */
  Request<A> callbackOf(TaskId task) {
    RequestOptions called = options.callbackOf(new Callback(task, Optional.empty()));
    RequestOptions patient =
        called.patience().isPresent() ? called : called.patience(Bounds.LONGEST_SPAN);
    return options(patient.after(Await.anyEnd(task)));
  }

  /** Its stints, and those of its callback, continue this trace. */
  public Request<A> traced(TraceHeaders headers) {
    return options(options.traced(Optional.of(headers)))
        .refineCallback(callback -> callback.traced(headers));
  }

  public Request<A> retry(RetryPolicy value) {
    return options(options.retry(value));
  }

  /** How long the record stays once finished; zero keeps none. */
  public Request<A> keep(Duration value) {
    return options(options.keep(value));
  }

  /** Keeps this many records of its runs, the newest ones; 0 keeps none. */
  public Request<A> history(int records) {
    return options(options.history(records));
  }

  /** What to do if the key's task is not over; needs a key. Not for requests made by actions. */
  public Request<A> unique(UniquePolicy value) {
    return with(c -> c.unique = value);
  }

  /** Notifiers are told if it ends FAILED: see {@link FailureNotifier}. */
  public Request<A> critical() {
    return options(options.critical(true));
  }

  /** Its effects are left out: only for types whose actions declare that they can simulate. */
  public Request<A> simulated() {
    return options(options.simulated());
  }

  /** Per-task settings, all at once. */
  public Request<A> options(RequestOptions value) {
    return with(c -> c.options = value);
  }

  private Request<A> with(Consumer<Copy<A>> change) {
    Copy<A> copy = new Copy<>(this);
    change.accept(copy);
    return copy.done();
  }

  /** A copy in the making. */
  private static final class Copy<A> {
    private TaskType<A> type;
    private A arguments;
    private Optional<TaskId> id;
    private Optional<QueueName> queue;
    private Lane lane;
    private int priority;
    private Due due;
    private boolean held;
    private Optional<IdempotencyKey> key;
    private Optional<SerialKey> serialKey;
    private Optional<Owner> owner;
    private Optional<String> name;
    private List<String> plan;
    private RequestOptions options;
    private UniquePolicy unique;
    private Optional<Function<TaskId, Request<?>>> whenOver;

    private Copy(Request<A> from) {
      type = from.type;
      arguments = from.arguments;
      id = from.id;
      queue = from.queue;
      lane = from.lane;
      priority = from.priority;
      due = from.due;
      held = from.held;
      key = from.key;
      serialKey = from.serialKey;
      owner = from.owner;
      name = from.name;
      plan = from.plan;
      options = from.options;
      unique = from.unique;
      whenOver = from.whenOver;
    }

    private Request<A> done() {
      return new Request<>(
          type, arguments, id, queue, lane, priority, due, held, key, serialKey, owner, name, plan,
          options, unique, whenOver);
    }
  }
}
