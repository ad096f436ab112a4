package dev.stint.application.engine;

/** What all executions of one worker share. */
record ExecutionParts(
    StintWrites writes,
    Settlements settlements,
    StoreClock clock,
    Lease lease,
    YieldReasons yields,
    UserCode userCode,
    WaitRoom waits,
    BoundedCodec codec,
    Tally tally,
    Leaving leaving) {}
