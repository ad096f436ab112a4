package dev.stint.application.engine.write;

import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.Failures;
import dev.stint.application.engine.base.TaskLog;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.engine.claim.Draining;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.policy.HeadPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** Settles what claims come to. Thread-safe. */
public final class Settlements {

  private static final Logger LOG = GuardedLog.of(Settlements.class);

  private static final String REFUSED = "the store refused what this stint wrote: ";

  private final SettleQueue queue;
  private final Registry registry;
  private final Duration keep;
  private final HeldTasks heldTasks;
  private final Draining draining;
  private final FetchSignals fetcher;
  private final WorkerStop stop;
  private final SettlementEffects effects;

  /**
   * @param successors makes what settles, for each thread that does
   * @param keep how long tasks are kept that do not say
   * @param most how many are settled at once
   */
  public Settlements(
      Writers writers,
      Supplier<SuccessorClaims> successors,
      Registry registry,
      Duration keep,
      HeldTasks heldTasks,
      Draining draining,
      FetchSignals fetcher,
      WorkerStop stop,
      SettlementEffects effects,
      WorkerThreads threads,
      int most) {
    this.registry = registry;
    this.keep = keep;
    this.heldTasks = heldTasks;
    this.draining = draining;
    this.fetcher = fetcher;
    this.stop = stop;
    this.effects = effects;
    this.queue =
        new SettleQueue(
            () ->
                writers.writer(
                    "settle", successors.get()::settle, ended -> ended.settlement().bytes(), most),
            this::settled,
            lines -> lines.forEach(fetcher::hint),
            threads::vital,
            most);
  }

  public void start() {
    queue.start();
  }

  public void close() {
    queue.close();
  }

  public long unsettled() {
    return queue.unsettled();
  }

  /** Settles what a stint came to. */
  public void settle(QueuedSettlement ended, long messagesDropped) {
    draining.came(ended.settlement().outcome());
    if (messagesDropped > 0) {
      effects.dropped(ended.claim(), messagesDropped);
    }
    queue.add(ended);
  }

  /** Settles a claim that no stint ran. */
  public void settle(Claim claim, WriteKey key, Outcome outcome) {
    RequestOptions options = options(claim);
    int history = options.history().orElse(Settlement.HISTORY);
    Settlement settlement =
        new Settlement(
            key, outcome, Notes.NONE, options.kept(keep), Duration.ZERO, head(claim), history);
    queue.add(new QueuedSettlement(claim, claim.run(), settlement));
  }

  /** Fails an attempt of a claim that no stint could be made of. */
  public void undone(Claim claim, Throwable error) {
    try {
      Failure failure = Failures.of(error, FailureClassifier.DEFAULT);
      Outcome outcome = journey(claim).fail(StepPolicy.claimed(claim.run()), failure);
      TaskLog.failed(claim.spec(), outcome, failure, Optional.empty());
      settle(claim, claim.key().next(), outcome);
    } catch (RuntimeException e) {
      LOG.error("task {} is handed back", claim.key().task(), e);
      heldTasks.letGo(claim.key());
    }
  }

  /** A stint found out that its task is somebody else's. */
  public void abandoned(Claim claim) {
    heldTasks.letGo(claim.key());
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

  /** Answers whether tasks may be ready by it; of serial keys the successors tell. */
  private boolean settled(QueuedSettlement ended, Writer.Answer<WriteResult> answer) {
    if (answer.error().isPresent() && !stop.closed()) {
      Optional<QueuedSettlement> barely = barely(ended, answer.error().get());
      if (barely.isPresent()) {
        queue.add(barely.get());
        return false;
      }
    }
    heldTasks.letGo(ended.claim().key());
    fetcher.settled();
    WriteResult result = answer.landing().orElse(WriteResult.GONE);
    if (result.stands()) {
      effects.landed(ended, result);
    } else if (result.stale()) {
      effects.stale(ended.claim());
    }
    // The next suspect may be claimed only now, and waits for no poll.
    return ended.claim().run().suspect() || (result.stands() && again(ended.settlement()));
  }

  /**
   * What is settled when the store refuses what a stint came to: an attempt that failed with the
   * store's words, and nothing of what the stint noted. Empty where not even that can be.
   */
  private Optional<QueuedSettlement> barely(QueuedSettlement ended, StoreException error) {
    if (ended.bare()) {
      return error.isTransient() ? Optional.of(ended) : Optional.empty();
    }
    Failure failure = Failure.temporary("store-refused", REFUSED + Failures.message(error));
    try {
      Run stored = ended.stored();
      Run at = stored.status() == TaskStatus.RUNNING ? stored : StepPolicy.claimed(stored);
      Outcome outcome = journey(ended.claim()).fail(at, failure);
      TaskLog.failed(ended.claim().spec(), outcome, failure, Optional.of(error));
      return Optional.of(ended.refused(outcome));
    } catch (RuntimeException e) {
      LOG.error("task {} cannot be settled", ended.claim().key().task(), e);
      return Optional.empty();
    }
  }

  private static boolean again(Settlement settlement) {
    return settlement.status().claimable() && settlement.outcome().due() == Due.NOW;
  }
}
