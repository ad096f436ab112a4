package dev.stint.application.service;

import dev.stint.application.api.AccessPolicy;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.domain.Owner;
import java.util.List;

/** Requests of one principal; what names no owner is theirs. */
final class RequestAs implements RequestTasks {

  private final AccessPolicy policy;
  private final Principal who;
  private final RequestTasks tasks;

  RequestAs(AccessPolicy policy, Principal who, RequestTasks tasks) {
    this.policy = policy;
    this.who = who;
    this.tasks = tasks;
  }

  @Override
  public Requested request(Request<?> request) {
    return tasks.request(allowed(request));
  }

  @Override
  public List<Requested> requestAll(List<Request<?>> requests) {
    return tasks.requestAll(allowed(requests));
  }

  @Override
  public List<Requested> requestWithin(Object transaction, List<Request<?>> requests) {
    return tasks.requestWithin(transaction, allowed(requests));
  }

  private List<Request<?>> allowed(List<Request<?>> requests) {
    return requests.stream().<Request<?>>map(this::allowed).toList();
  }

  private Request<?> allowed(Request<?> request) {
    Request<?> owned = request.owner().isPresent() ? request : request.owner(who.name().value());
    if (!policy.allowsRequest(who, owned.type().name().value(), owned.owner())) {
      throw new RefusedException(
          "%s may not request %s for %s"
              .formatted(
                  who.name(), owned.type().name(), owned.owner().map(Owner::value).orElse("")));
    }
    return owned;
  }
}
