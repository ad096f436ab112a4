package dev.stint.application.engine.run;

import dev.stint.application.api.Principal;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.TaskId;

/**
 * What a task may refer to: everything if the host requested it, else what its requester may see.
 * Thread-safe.
 */
public final class VisibleReferences {

  private final QueryStore queries;
  private final AccessPolicy policy;

  public VisibleReferences(QueryStore queries, AccessPolicy policy) {
    this.queries = queries;
    this.policy = policy;
  }

  /** Whether a task of these options may refer to the target; false also if it is not there. */
  boolean reaches(RequestOptions options, TaskId target) {
    return options.requester().map(who -> sees(who, target)).orElse(true);
  }

  private boolean sees(Principal who, TaskId target) {
    return queries
        .find(target)
        .filter(row -> policy.allows(who, AccessPolicy.Verb.VIEW, row))
        .isPresent();
  }

  /** A request made by an action of a task of these options: made as the task's requester. */
  public static Request<?> through(RequestOptions options, Request<?> request) {
    return options.requester().<Request<?>>map(request::requestedBy).orElse(request);
  }
}
