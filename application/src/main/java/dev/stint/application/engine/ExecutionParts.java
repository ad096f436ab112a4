package dev.stint.application.engine;

/** What all executions of one worker share. */
record ExecutionParts(
    StintWrites writes,
    Settlements settlements,
    StoreClock clock,
    Lease lease,
    YieldReasons yields,
    UserCode userCode,
    WaitChecks waits,
    BoundedCodec codec,
    BatchCounts tally,
    Draining leaving) {}
