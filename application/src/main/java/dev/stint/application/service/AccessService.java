package dev.stint.application.service;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.TasksAs;

/** Gives each principal the ports as its policy allows. Thread-safe. */
public final class AccessService {

  private final AccessPolicy policy;
  private final TasksAs all;
  private final RequestTasks plain;

  /**
   * @param all the ports of those who may do everything
   * @param plain requests beneath them, for which a taken key is an answer
   */
  public AccessService(AccessPolicy policy, TasksAs all, RequestTasks plain) {
    this.policy = policy;
    this.all = all;
    this.plain = plain;
  }

  public TasksAs as(Principal who) {
    SteerTasks steer = new SteerAs(policy, who, all.ask(), all.steer());
    RequestAs requests = new RequestAs(policy, who, plain, all.ask());
    return new TasksAs(
        new UniqueRequests(requests, requests::holder, steer),
        new AskAs(policy, who, all.ask()),
        steer,
        new ReadAs(policy, who, all.ask(), all.read()));
  }
}
