package dev.stint.application.spi;

import java.time.Instant;
import java.util.List;

/**
 * The answer to a claim: tasks in claim order, the store's time, and whether INTERACTIVE tasks
 * still wait.
 */
public record Claimed(List<Claim> tasks, Instant now, boolean interactiveWaiting) {}
