package dev.stint.application.engine.write;

import dev.stint.application.engine.claim.Draining;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.HeldTasks;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.WriteKey;
import java.util.Optional;
import org.slf4j.Logger;

/** Settles what claims come to. Thread-safe. */
public final class Settlements {

  private static final Logger LOG = GuardedLog.of(Settlements.class);

  private final SettleQueue queue;
  private final SettlementFactory factory;
  private final HeldTasks heldTasks;
  private final Draining draining;
  private final FetchSignals fetcher;
  private final WorkerStop stop;
  private final SettlementEffects effects;

  public Settlements(
      SettlementWriters writers,
      SettlementFactory factory,
      HeldTasks heldTasks,
      Draining draining,
      FetchSignals fetcher,
      SettlementEffects effects,
      LoopParts loop) {
    this.factory = factory;
    this.heldTasks = heldTasks;
    this.draining = draining;
    this.fetcher = fetcher;
    this.stop = loop.stop();
    this.effects = effects;
    this.queue =
        new SettleQueue(
            writers::make,
            this::settled,
            lines -> lines.forEach(fetcher::hint),
            loop.threads()::vital,
            writers.most());
  }

  public void start() {
    queue.start();
  }

  /** Settles in the calling thread what was handed over; for a worker without threads. */
  public void settleHere() {
    queue.settleHere();
  }

  public void close() {
    queue.close();
  }

  public long unsettled() {
    return queue.unsettled();
  }

  /** Settles what a stint came to. */
  public void settle(QueuedSettlement ended, long messagesDropped, long setAside) {
    draining.came(ended.settlement().outcome());
    if (messagesDropped > 0) {
      effects.dropped(ended.claim(), messagesDropped);
    }
    if (setAside > 0) {
      effects.setAside(ended.claim(), setAside);
    }
    queue.add(ended);
  }

  /** Settles a claim that no stint ran. */
  public void settle(Claim claim, WriteKey key, Outcome outcome) {
    queue.add(factory.of(claim, key, outcome));
  }

  /** Fails an attempt of a claim that no stint could be made of. */
  public void undone(Claim claim, Throwable error) {
    try {
      queue.add(factory.failed(claim, error));
    } catch (RuntimeException e) {
      LOG.error("task {} is handed back", claim.key().task(), e);
      heldTasks.letGo(claim.key());
    }
  }

  /** A stint found out that its task is somebody else's. */
  public void abandoned(Claim claim) {
    heldTasks.letGo(claim.key());
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
   * See {@link SettlementFactory#refused}; but the same again where only a right is missing. Empty
   * where not even that can be.
   */
  private Optional<QueuedSettlement> barely(QueuedSettlement ended, StoreException error) {
    if (error.isDenied() || ended.bare() && error.isTransient()) {
      return Optional.of(ended);
    }
    if (ended.bare()) {
      return Optional.empty();
    }
    try {
      return Optional.of(factory.refused(ended, error));
    } catch (RuntimeException e) {
      LOG.error("task {} cannot be settled", ended.claim().key().task(), e);
      return Optional.empty();
    }
  }

  private static boolean again(Settlement settlement) {
    return settlement.status().claimable() && settlement.outcome().due() == Due.NOW;
  }
}
