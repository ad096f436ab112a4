package dev.stint.application.engine.write;

import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.engine.base.TaskLog;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.HeadPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes settlements that no stint makes: of claims that none ran, and of ends that the store
 * refused.
 *
 * @param keep how long tasks are kept that do not say
 */
public record SettlementFactory(Registry registry, Duration keep) {

  private static final String REFUSED = "the store refused what this stint wrote: ";

  /** Settles a claim that no stint ran. */
  QueuedSettlement of(Claim claim, WriteKey key, Outcome outcome) {
    RequestOptions options = options(claim);
    int history = options.history().orElse(Settlement.HISTORY);
    Settlement settlement =
        new Settlement(
            key, outcome, Notes.NONE, options.kept(keep), Duration.ZERO, head(claim), history);
    return new QueuedSettlement(claim, claim.run(), settlement);
  }

  /** Fails an attempt of a claim that no stint could be made of. */
  QueuedSettlement failed(Claim claim, Throwable error) {
    Failure failure = Failures.of(error, FailureClassifier.DEFAULT);
    Outcome outcome = journey(claim).fail(StepPolicy.claimed(claim.run()), failure);
    TaskLog.failed(claim.spec(), outcome, failure, Optional.empty());
    return of(claim, claim.key().next(), outcome);
  }

  /**
   * What is settled when the store refuses what a stint came to: an attempt that failed with the
   * store's words, and nothing of what the stint noted.
   */
  QueuedSettlement refused(QueuedSettlement ended, StoreException error) {
    Failure failure = Failure.temporary("store-refused", REFUSED + Failures.message(error));
    Run stored = ended.stored();
    Run at = stored.status() == TaskStatus.RUNNING ? stored : StepPolicy.claimed(stored);
    Outcome outcome = journey(ended.claim()).fail(at, failure);
    TaskLog.failed(ended.claim().spec(), outcome, failure, Optional.of(error));
    return ended.refused(outcome);
  }

  private StepPolicy journey(Claim claim) {
    return registry.route(claim.spec()).journey();
  }

  /** None of a task that this build cannot read. */
  private RequestOptions options(Claim claim) {
    try {
      return registry.route(claim.spec()).options();
    } catch (RuntimeException unreadable) {
      return RequestOptions.NONE;
    }
  }

  private HeadPolicy head(Claim claim) {
    return registry
        .find(claim.spec().line().type())
        .<HeadPolicy>map(TaskDefinition::head)
        .orElse(HeadPolicy.HOLD);
  }
}
