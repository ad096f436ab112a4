package dev.stint.application.engine.write;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.log.GuardedLog;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.util.Optional;
import org.slf4j.Logger;

/** What follows a settlement that landed: counts, notices, and the wakes it owes. Thread-safe. */
public final class SettlementEffects {

  private static final Logger LOG = GuardedLog.of(SettlementEffects.class);

  private final Registry registry;
  private final Notices notices;
  private final TaskObserver observer;
  private final BatchCounts counts;
  private final PendingWakes pendingWakes;

  public SettlementEffects(
      Registry registry,
      Notices notices,
      TaskObserver observer,
      BatchCounts counts,
      PendingWakes pendingWakes) {
    this.registry = registry;
    this.notices = notices;
    this.observer = observer;
    this.counts = counts;
    this.pendingWakes = pendingWakes;
  }

  void landed(QueuedSettlement ended, WriteResult result) {
    Claim claim = ended.claim();
    Settlement settlement = ended.settlement();
    counts.settled(settlement.status());
    notice(claim, ended.before(), settlement.outcome().run());
    observer.settled(
        claim.spec().line(), claim.spec().lane(), settlement.status(), settlement.ran());
    if (result.owesWake()) {
      pendingWakes.add(claim.key().task());
    }
    // Its target may have ended while it was being settled, and left the wake to who comes now.
    awaited(settlement.outcome().run()).ifPresent(pendingWakes::add);
  }

  private static Optional<TaskId> awaited(Run run) {
    return run.status() == TaskStatus.BLOCKED && run.blockedBy(BlockReason.TASK)
        ? run.blocked().flatMap(Block::await).map(Await::task)
        : Optional.empty();
  }

  private void notice(Claim claim, Run before, Run after) {
    if (after.lastFailure().isEmpty() || !notices.anybody()) {
      return;
    }
    try {
      notices.landed(claim, registry.route(claim.spec()), before, after);
    } catch (ArgumentCodec.UnreadableException e) {
      LOG.debug("this build knows nobody to tell of task {}", claim.key().task(), e);
    }
  }

  void stale(Claim claim) {
    observer.stale(claim.spec().line());
  }

  void setAside(Claim claim, long items) {
    observer.setAside(claim.spec().line(), items);
  }

  void dropped(Claim claim, long messages) {
    observer.messagesDropped(claim.spec().line(), messages);
  }
}
