package dev.stint.application.service;

import dev.stint.application.api.AccessPolicy;
import dev.stint.application.api.Acting;
import dev.stint.application.api.AskTasks;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.SteerTasks;

/** Gives each principal the ports as its policy allows. Thread-safe. */
public final class AccessService {

  private final AccessPolicy policy;
  private final RequestTasks tasks;
  private final AskTasks ask;
  private final SteerTasks steer;

  public AccessService(AccessPolicy policy, RequestTasks tasks, AskTasks ask, SteerTasks steer) {
    this.policy = policy;
    this.tasks = tasks;
    this.ask = ask;
    this.steer = steer;
  }

  public Acting as(Principal who) {
    return new Acting(
        new RequestAs(policy, who, tasks),
        new AskAs(policy, who, ask),
        new SteerAs(policy, who, ask, steer));
  }
}
