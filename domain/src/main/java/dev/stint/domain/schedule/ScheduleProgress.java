package dev.stint.domain.schedule;

import dev.stint.domain.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a schedule has come.
 *
 * @param due the next moment; empty if there is none, or it is not known before a run ends
 * @param last the run made last
 */
public record ScheduleProgress(Optional<Instant> due, Optional<TaskId> last) {}
