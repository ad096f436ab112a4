package dev.stint.application.spi;

import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.util.Set;

/** A worker as it introduces itself; {@code label} names host and process for people. */
public record WorkerRow(WorkerId id, String label, Duration lease, Set<TaskTypeName> types) {}
