package dev.stint.application.spi;

import dev.stint.domain.Payload;
import dev.stint.domain.Progress;
import java.time.Instant;
import java.util.Optional;

/** A task as people see it. */
public record TaskRow(
    Standing standing,
    Instant requested,
    Instant due,
    Optional<Instant> started,
    Optional<Instant> finished,
    Progress progress,
    Payload result) {}
