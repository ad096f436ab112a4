package dev.stint.application.service;

import dev.stint.application.api.Principal;
import dev.stint.application.api.Request;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.Catalogue;
import dev.stint.application.api.operate.ReadRequests;
import java.util.Optional;

/** Requests that one principal may make; the rest is not found, so its arguments are not read. */
final class ReadAs implements ReadRequests {

  private final AccessPolicy policy;
  private final Principal who;
  private final Catalogue types;
  private final ReadRequests read;

  ReadAs(AccessPolicy policy, Principal who, Catalogue types, ReadRequests read) {
    this.policy = policy;
    this.who = who;
    this.types = types;
    this.read = read;
  }

  @Override
  public Optional<Request<?>> read(String type, String arguments) {
    return types
        .type(type)
        .map(card -> card.name().value())
        .filter(name -> policy.allowsRequest(who, name, Optional.of(who.name())))
        .flatMap(name -> read.read(name, arguments));
  }
}
