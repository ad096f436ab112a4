package dev.stint.application.service;

import dev.stint.application.api.AccessPolicy;
import dev.stint.application.api.Acting;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.SteerTasks;

/** Gives each principal the ports as its policy allows. Thread-safe. */
public final class AccessService {

  private final AccessPolicy policy;
  private final Acting all;
  private final RequestTasks plain;

  /**
   * @param all the ports of those who may do everything
   * @param plain requests beneath them, for which a taken key is an answer
   */
  public AccessService(AccessPolicy policy, Acting all, RequestTasks plain) {
    this.policy = policy;
    this.all = all;
    this.plain = plain;
  }

  public Acting as(Principal who) {
    SteerTasks steer = new SteerAs(policy, who, all.ask(), all.steer());
    RequestAs requests = new RequestAs(policy, who, plain, all.ask());
    return new Acting(
        new UniqueRequests(requests, requests::holder, steer),
        new AskAs(policy, who, all.ask()),
        steer,
        new ReadAs(policy, who, all.ask(), all.read()));
  }
}
