package dev.stint.application.engine;

/** Ends workers that were assembled without a life cycle. */
final class Workers {

  private Workers() {}

  static void close(WorkerAssembly worker) {
    worker.stop.begin();
    worker.stop.close();
    worker.settlements.close();
    worker.slots.wakeAll();
  }
}
