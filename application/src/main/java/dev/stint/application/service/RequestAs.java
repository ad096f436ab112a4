package dev.stint.application.service;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UniquePolicy;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.task.TaskRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Requests of one principal: what names no owner is theirs, keys belong to the owner. A key that
 * was stored without an owner, by the host or an earlier build, still names the owner's own task.
 */
final class RequestAs implements RequestTasks {

  private final AccessPolicy policy;
  private final Principal who;
  private final RequestTasks tasks;
  private final AskTasks ask;
  private final Predicate<TaskId> reserved;

  /**
   * @param tasks the host's, where a taken key is an answer
   * @param reserved whether an id is one that they may give no task
   */
  RequestAs(
      AccessPolicy policy,
      Principal who,
      RequestTasks tasks,
      AskTasks ask,
      Predicate<TaskId> reserved) {
    this.reserved = reserved;
    this.policy = policy;
    this.who = who;
    this.tasks = tasks;
    this.ask = ask;
  }

  @Override
  public Requested request(Request<?> request) {
    Request<?> theirs = allowed(request);
    return seen(theirs, tasks.request(theirs), tasks::request);
  }

  @Override
  public List<Requested> requestAll(List<Request<?>> requests) {
    List<Request<?>> theirs = allowed(requests);
    return seen(theirs, tasks.requestAll(theirs), tasks::request);
  }

  @Override
  public List<Requested> requestWithin(Object transaction, List<Request<?>> requests) {
    List<Request<?>> theirs = allowed(requests);
    return seen(
        theirs,
        tasks.requestWithin(transaction, theirs),
        again -> tasks.requestWithin(transaction, List.of(again)).get(0));
  }

  /** The task that stands for the request's key now, if they may see it. */
  Optional<TaskRow> holder(Request<?> request) {
    return allowed(request)
        .key()
        .flatMap(key -> ask.byKey(key.value(), key.scope()))
        .filter(this::sees);
  }

  private List<Request<?>> allowed(List<Request<?>> requests) {
    return requests.stream().<Request<?>>map(this::allowed).toList();
  }

  private Request<?> allowed(Request<?> request) {
    Request<?> theirs = theirs(request).refineCallback(this::allowed);
    Owner owner = theirs.owner().orElseThrow();
    if (!policy.allowsRequest(who, theirs.type().name().value(), Optional.of(owner))) {
      throw new RefusedException(
          "%s may not request %s for %s".formatted(who.name(), theirs.type().name(), owner));
    }
    theirs.id().ifPresent(this::checkId);
    return theirs.key().filter(key -> unowned(key, owner)).isPresent()
        ? theirs.key(theirs.key().orElseThrow().unowned())
        : theirs;
  }

  private Request<?> theirs(Request<?> request) {
    try {
      return request.requestedBy(who);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  /** An id of a task that they may not see is refused as one that a schedule will give its run. */
  private void checkId(TaskId id) {
    Optional<TaskRow> row = ask.find(id);
    if (row.isPresent() ? !sees(row.get()) : reserved.test(id)) {
      throw new RefusedException("the id " + id + " cannot be used; make another one");
    }
  }

  /** Whether the key's name, stored without an owner, stands for a task of this owner. */
  private boolean unowned(IdempotencyKey key, Owner owner) {
    return ask.byKey(key.name(), key.scope())
        .filter(row -> row.standing().spec().owner().equals(Optional.of(owner)))
        .filter(row -> UniqueRequests.keeps(key, row) && sees(row))
        .isPresent();
  }

  private boolean sees(TaskRow row) {
    return policy.allows(who, AccessPolicy.Verb.VIEW, row);
  }

  private List<Requested> seen(
      List<Request<?>> requests, List<Requested> answers, Function<Request<?>, Requested> again) {
    List<Requested> seen = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      seen.add(seen(requests.get(i), answers.get(i), again));
    }
    return seen;
  }

  /** A key whose task they may not see is free for them: they get a task under one of their own. */
  private Requested seen(
      Request<?> request, Requested answer, Function<Request<?>, Requested> again) {
    Optional<Requested> told =
        answer.callback().map(c -> seen(request.callback(answer.id()).orElseThrow(), c, again));
    return seenAlone(request, answer.with(told), again);
  }

  private Requested seenAlone(
      Request<?> request, Requested answer, Function<Request<?>, Requested> again) {
    if (answer.isNew() || request.key().isEmpty()) {
      return answer;
    }
    Optional<TaskRow> row = ask.find(answer.id());
    Requested seen = answer;
    if (row.filter(r -> !sees(r)).isPresent()) {
      IdempotencyKey key = request.key().orElseThrow().unowned();
      Owner owner = request.owner().orElseThrow();
      seen = again.apply(request.key(key.ownedBy(owner, who.name())));
      row = seen.isNew() ? Optional.empty() : ask.find(seen.id());
    }
    row.filter(r -> request.unique() == UniquePolicy.REPLACE).ifPresent(this::mustSteer);
    return seen;
  }

  private void mustSteer(TaskRow row) {
    if (!policy.allows(who, AccessPolicy.Verb.STEER, row)) {
      throw new RefusedException(who.name() + " may not replace task " + TaskScan.id(row));
    }
  }
}
