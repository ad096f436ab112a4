package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.RunStore;

/** Makes tasks ready that came due. */
public final class Promotion {

  private static final int AT_ONCE = 2_000;

  private final RunStore runs;
  private final FetchSignals fetcher;
  private final WorkerStop stop;

  public Promotion(RunStore runs, FetchSignals fetcher, WorkerStop stop) {
    this.runs = runs;
    this.fetcher = fetcher;
    this.stop = stop;
  }

  public void promote() {
    int promoted = runs.promote(AT_ONCE);
    if (promoted > 0) {
      fetcher.hint();
    }
    while (promoted == AT_ONCE && !stop.stopping()) {
      promoted = runs.promote(AT_ONCE);
    }
  }
}
