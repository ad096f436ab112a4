package dev.stint.application.engine.claim;

import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.WorkerThreads;

/** What every loop of a worker goes round with. */
public record LoopParts(
    StoreClock clock, WorkerStop stop, LoopErrors errors, WorkerThreads threads) {}
