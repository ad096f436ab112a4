package dev.stint.application.engine.claim;

import dev.stint.application.engine.base.ThreadSignal;

/** How far a worker has come in stopping. Thread-safe. */
public final class WorkerStop {

  private final FetchSignals fetcher;
  private final ThreadSignal maintenance;
  private volatile boolean stopping;
  private volatile boolean closed;

  public WorkerStop(FetchSignals fetcher, ThreadSignal maintenance) {
    this.fetcher = fetcher;
    this.maintenance = maintenance;
  }

  /** From now on nothing is claimed or started. */
  public void begin() {
    stopping = true;
    fetcher.hint();
    maintenance.wake();
  }

  public boolean stopping() {
    return stopping;
  }

  /** From now on no thread of the worker goes round again. */
  public void close() {
    closed = true;
  }

  public boolean closed() {
    return closed;
  }
}
