package dev.stint.application.spi;

/** Everything that one store offers, as one adapter builds it. */
public record Stores(
    RequestStore requests,
    RunStore runs,
    ChunkStore chunks,
    WorkerStore workers,
    SteerStore steering,
    QueryStore queries) {}
