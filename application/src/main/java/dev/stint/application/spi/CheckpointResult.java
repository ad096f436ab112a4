package dev.stint.application.spi;

import dev.stint.domain.life.Signal;

/** What became of a checkpoint, and the signal pending for its task. */
public record CheckpointResult(WriteResult landing, Signal signal) {}
