package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.spi.Upkeep;
import dev.stint.application.spi.WorkerStore;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Asks the store once a round what there is to do, so that an idle worker asks one question and not
 * five, and tells the fetcher whether anything is ready. For the chores' thread.
 */
public final class UpkeepLook {

  /** Wakes and turns that have been owed for less than this are being delivered already. */
  static final Duration AGE = Duration.ofSeconds(1);

  private final WorkerStore workers;
  private final FetchSignals fetcher;
  private final LoopErrors errors;

  public UpkeepLook(WorkerStore workers, FetchSignals fetcher, LoopErrors errors) {
    this.workers = workers;
    this.fetcher = fetcher;
    this.errors = errors;
  }

  /** All, if the store does not say: each of them is tried then. */
  Set<Upkeep> due() {
    Set<Upkeep> due = EnumSet.allOf(Upkeep.class);
    boolean said = false;
    try {
      due = workers.upkeep(AGE);
      said = true;
    } catch (Throwable e) {
      errors.failed("upkeep", e);
    }
    fetcher.watched(said);
    if (said && due.contains(Upkeep.CLAIM)) {
      fetcher.found();
    }
    return due;
  }
}
