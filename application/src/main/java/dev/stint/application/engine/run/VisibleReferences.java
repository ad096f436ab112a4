package dev.stint.application.engine.run;

import dev.stint.application.api.Principal;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import java.util.Optional;

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

  /**
   * A request made by an action of a task of this owner and these options: theirs unless it names
   * an owner, and made as the task's requester.
   */
  public static Request<?> through(
      RequestOptions options, Optional<Owner> owner, Request<?> asked) {
    boolean own = asked.owner().isEmpty() && owner.isPresent();
    Request<?> request = own ? asked.owner(owner.get().value()) : asked;
    return options.requester().<Request<?>>map(request::requestedBy).orElse(request);
  }
}
