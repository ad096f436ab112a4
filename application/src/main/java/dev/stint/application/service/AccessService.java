package dev.stint.application.service;

import dev.stint.application.api.AccessPolicy;
import dev.stint.application.api.Acting;
import dev.stint.application.api.Principal;

/** Gives each principal the ports as its policy allows. Thread-safe. */
public final class AccessService {

  private final AccessPolicy policy;
  private final Acting all;

  /**
   * @param all the ports of those who may do everything
   */
  public AccessService(AccessPolicy policy, Acting all) {
    this.policy = policy;
    this.all = all;
  }

  public Acting as(Principal who) {
    return new Acting(
        new RequestAs(policy, who, all.tasks()),
        new AskAs(policy, who, all.ask()),
        new SteerAs(policy, who, all.ask(), all.steer()),
        new ReadAs(policy, who, all.ask(), all.read()));
  }
}
