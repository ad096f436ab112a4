package dev.stint.application.memory;

import dev.stint.application.spi.Stores;
import java.time.InstantSource;

/** Makes stores that keep everything in this process's memory; gone when it ends. */
public final class InMemoryStores {

  private InMemoryStores() {}

  /** New, empty stores on the given clock. Thread-safe. */
  public static Stores create(InstantSource clock) {
    TaskTable ledger = new TaskTable(clock);
    MemoryWorkerStore workers = new MemoryWorkerStore(ledger);
    MemoryRunStore runs = new MemoryRunStore(ledger, workers);
    MemoryRequestStore requests = new MemoryRequestStore(ledger, runs, workers);
    return new Stores(
        requests,
        runs,
        new MemoryChunkStore(ledger, runs, requests),
        workers,
        new MemorySteerStore(ledger),
        new MemoryQueryStore(ledger, workers),
        new MemoryWaitStore(ledger),
        new MemoryRegisterStore());
  }
}
