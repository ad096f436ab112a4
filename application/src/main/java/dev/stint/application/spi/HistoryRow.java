package dev.stint.application.spi;

import dev.stint.domain.Fence;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One stint that ended other than well or last: when, as what, after how much work. */
public record HistoryRow(
    Instant at,
    Fence fence,
    TaskStatus status,
    int attempt,
    Duration ran,
    Optional<Failure> failure) {}
