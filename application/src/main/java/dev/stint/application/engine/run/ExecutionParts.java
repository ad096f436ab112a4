package dev.stint.application.engine.run;

import dev.stint.application.api.extend.TaskTracer;
import dev.stint.application.engine.base.BoundedCodec;
import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.Draining;
import dev.stint.application.engine.write.BatchCounts;
import dev.stint.application.engine.write.Settlements;
import dev.stint.application.engine.write.StintWrites;

/** What all executions of one worker share. */
public record ExecutionParts(
    StintWrites writes,
    Settlements settlements,
    StoreClock clock,
    Lease lease,
    YieldReasons yields,
    UserCode userCode,
    TaskTracer tracer,
    WaitChecks waits,
    BoundedCodec codec,
    BatchCounts tally,
    Draining draining) {}
