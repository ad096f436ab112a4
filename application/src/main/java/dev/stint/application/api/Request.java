package dev.stint.application.api;

import dev.stint.domain.Due;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A wish for one task. Immutable; each method answers a refined copy. */
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
    Optional<Owner> owner,
    Optional<String> name,
    List<String> plan,
    Options options) {

  /** Per-task settings that replace the definition's; may be changed later. */
  public record Options(Optional<RetryPolicy> retry, Optional<Duration> keep, boolean simulate) {
    public static final Options NONE = new Options(Optional.empty(), Optional.empty(), false);
  }

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
        List.of(),
        Options.NONE);
  }

  /** A person waits for it: goes before all BACKGROUND tasks. */
  public Request<A> interactive() {
    return new Request<>(
        type,
        arguments,
        id,
        queue,
        Lane.INTERACTIVE,
        priority,
        due,
        held,
        key,
        owner,
        name,
        plan,
        options);
  }

  /** Greater is more urgent; 0 is the default. */
  public Request<A> priority(int value) {
    return new Request<>(
        type, arguments, id, queue, lane, value, due, held, key, owner, name, plan, options);
  }

  public Request<A> queue(String value) {
    return new Request<>(
        type,
        arguments,
        id,
        Optional.of(new QueueName(value)),
        lane,
        priority,
        due,
        held,
        key,
        owner,
        name,
        plan,
        options);
  }

  /** Asking again while the key's task is unfinished answers that task. */
  public Request<A> key(String value) {
    return key(value, IdempotencyKey.Scope.ACTIVE);
  }

  public Request<A> key(String value, IdempotencyKey.Scope scope) {
    return new Request<>(
        type,
        arguments,
        id,
        queue,
        lane,
        priority,
        due,
        held,
        Optional.of(new IdempotencyKey(value, scope)),
        owner,
        name,
        plan,
        options);
  }

  /** Not before this long from now, on the store's clock. */
  public Request<A> dueIn(Duration delay) {
    return due(Due.in(delay));
  }

  /** Not before this moment. */
  public Request<A> dueAt(Instant moment) {
    return due(Due.at(moment));
  }

  private Request<A> due(Due value) {
    return new Request<>(
        type, arguments, id, queue, lane, priority, value, held, key, owner, name, plan, options);
  }

  /** Stored PAUSED, until somebody resumes it. */
  public Request<A> paused() {
    return new Request<>(
        type, arguments, id, queue, lane, priority, due, true, key, owner, name, plan, options);
  }

  public Request<A> owner(String value) {
    return new Request<>(
        type,
        arguments,
        id,
        queue,
        lane,
        priority,
        due,
        held,
        key,
        Optional.of(new Owner(value)),
        name,
        plan,
        options);
  }

  /** A name for people; at most 200 characters. */
  public Request<A> named(String value) {
    return new Request<>(
        type,
        arguments,
        id,
        queue,
        lane,
        priority,
        due,
        held,
        key,
        owner,
        Optional.of(value),
        plan,
        options);
  }

  /** An id made by the caller, so that asking again after an unknown answer is safe. */
  public Request<A> id(TaskId value) {
    return new Request<>(
        type,
        arguments,
        Optional.of(value),
        queue,
        lane,
        priority,
        due,
        held,
        key,
        owner,
        name,
        plan,
        options);
  }

  /** The names of the definition's actions to run, in this order; none means all of them. */
  public Request<A> plan(List<String> actions) {
    return new Request<>(
        type,
        arguments,
        id,
        queue,
        lane,
        priority,
        due,
        held,
        key,
        owner,
        name,
        List.copyOf(actions),
        options);
  }

  public Request<A> retry(RetryPolicy value) {
    return options(new Options(Optional.of(value), options.keep(), options.simulate()));
  }

  /** How long the record stays once finished; zero keeps none. */
  public Request<A> keep(Duration value) {
    return options(new Options(options.retry(), Optional.of(value), options.simulate()));
  }

  private Request<A> options(Options value) {
    return new Request<>(
        type, arguments, id, queue, lane, priority, due, held, key, owner, name, plan, value);
  }
}
