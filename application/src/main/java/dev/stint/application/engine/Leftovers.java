package dev.stint.application.engine;

import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.claim.ClaimableLines;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.upkeep.OwedDeliveries;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.PriorityRange;

/**
 * Tells a batch whose claims find nothing whether anything is left for it all the same: claims and
 * deliveries pass by what others hold for a moment, and what another thread of the worker made
 * ready is known to the store before it is known to the fetcher.
 */
final class Leftovers {

  private final OwedDeliveries owed;
  private final QueryStore queries;
  private final ClaimableLines lines;
  private final PriorityRange priorities;
  private final FetchSignals signals;
  private final LoopErrors errors;

  Leftovers(
      WorkerAssembly worker, OwedDeliveries owed, QueryStore queries, PriorityRange priorities) {
    this.owed = owed;
    this.queries = queries;
    this.lines = worker.lines;
    this.priorities = priorities;
    this.signals = worker.signals;
    this.errors = worker.errors;
  }

  /** Delivers what anybody owes, then looks; a store that does not answer may have something. */
  boolean none() {
    try {
      return owed.sweepAll() && noneReady() && signals.dry();
    } catch (Throwable e) {
      errors.failed("deliver", e);
      return false;
    }
  }

  /** A worker of some priorities goes by its claims: what is ready may be of other ones. */
  private boolean noneReady() {
    if (!priorities.isAll() || queries.lines().stream().noneMatch(lines::claims)) {
      return true;
    }
    signals.hint();
    return false;
  }
}
