package dev.stint.application.service;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.TaskId;
import java.util.function.Predicate;

/** Gives each principal the ports as its policy allows. Thread-safe. */
public final class AccessService {

  private final AccessPolicy policy;
  private final TasksAs all;
  private final RequestTasks plain;
  private final Predicate<TaskId> reserved;

  /** One on a store without schedules. */
  public AccessService(AccessPolicy policy, TasksAs all, RequestTasks plain) {
    this(policy, all, plain, id -> false);
  }

  /**
   * @param all the ports of those who may do everything
   * @param plain requests beneath them, for which a taken key is an answer
   * @param reserved whether an id is one that nobody may give a task, as those of schedules' runs:
   *     who guessed it would keep the run from being made
   */
  public AccessService(
      AccessPolicy policy, TasksAs all, RequestTasks plain, Predicate<TaskId> reserved) {
    this.policy = policy;
    this.all = all;
    this.plain = plain;
    this.reserved = reserved;
  }

  public TasksAs as(Principal who) {
    SteerTasks steer = new SteerAs(policy, who, all.ask(), all.steer());
    RequestAs requests = new RequestAs(policy, who, plain, all.ask(), reserved);
    return new TasksAs(
        new UniqueRequests(requests, requests::holder, steer),
        new AskAs(policy, who, all.ask()),
        steer,
        new ReadAs(policy, who, all.ask(), all.read()),
        new CleanAs(policy, who, all.clean()));
  }
}
