package dev.stint.application.spi;

/** Everything that one store offers, as one adapter builds it. */
public record Stores(
    RequestStore requests,
    RunStore runs,
    ChunkStore chunks,
    WorkerStore workers,
    SteerStore steering,
    QueryStore queries,
    WaitStore waits,
    RegisterStore registers) {

  /** A store without waits and registers. */
  public Stores(
      RequestStore requests,
      RunStore runs,
      ChunkStore chunks,
      WorkerStore workers,
      SteerStore steering,
      QueryStore queries) {
    this(requests, runs, chunks, workers, steering, queries, new NotYet(), new NotYet());
  }
}
