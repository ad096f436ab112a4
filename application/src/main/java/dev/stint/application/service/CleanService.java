package dev.stint.application.service;

import dev.stint.application.api.CleanTasks;
import dev.stint.application.api.Config;
import dev.stint.application.spi.SteerStore;

/** Cleans in small batches, so that no other work waits long. */
public final class CleanService implements CleanTasks {

  private static final int BATCH = 1_000;

  private final SteerStore store;
  private final Config config;

  public CleanService(SteerStore store, Config config) {
    this.store = store;
    this.config = config;
  }

  @Override
  public long clean(Rule rule) {
    if (rule.dryRun()) {
      return store.clean(sweep(rule, Integer.MAX_VALUE));
    }
    if (!config.cleans()) {
      return 0;
    }
    long all = 0;
    int some;
    do {
      some = store.clean(sweep(rule, BATCH));
      all += some;
    } while (some >= BATCH);
    return all;
  }

  private static SteerStore.Sweep sweep(Rule rule, int limit) {
    return new SteerStore.Sweep(
        rule.types(), rule.statuses(), rule.olderThan(), rule.historyOnly(), rule.dryRun(), limit);
  }
}
