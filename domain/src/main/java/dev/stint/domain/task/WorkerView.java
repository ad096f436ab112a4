package dev.stint.domain.task;

import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A worker as the store knows it. */
public record WorkerView(
    WorkerId id,
    String label,
    boolean live,
    Instant renewed,
    Duration lease,
    Set<TaskTypeName> types) {}
