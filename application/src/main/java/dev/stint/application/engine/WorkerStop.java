package dev.stint.application.engine;

/** How far a worker has come in stopping. Thread-safe. */
final class WorkerStop {

  private final FetchSignals fetcher;
  private final ThreadSignal maintenance;
  private volatile boolean stopping;
  private volatile boolean closed;

  WorkerStop(FetchSignals fetcher, ThreadSignal maintenance) {
    this.fetcher = fetcher;
    this.maintenance = maintenance;
  }

  /** From now on nothing is claimed or started. */
  void begin() {
    stopping = true;
    fetcher.hint();
    maintenance.wake();
  }

  boolean stopping() {
    return stopping;
  }

  /** From now on no thread of the worker goes round again. */
  void close() {
    closed = true;
  }

  boolean closed() {
    return closed;
  }
}
