package dev.stint.application.spi;

import dev.stint.domain.TaskId;
import dev.stint.domain.life.Signal;
import java.time.Instant;
import java.util.Map;

/**
 * The answer to a renewal. When {@code live} is false the worker was declared LOST, permanently: it
 * drops what it holds and goes on under a new id.
 */
public record Renewed(
    boolean live, Instant now, Map<TaskId, Signal> signals, boolean interactiveWaiting) {}
