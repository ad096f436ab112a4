package dev.stint.application.api.operate;

import dev.stint.domain.Line;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.schedule.Missed;
import dev.stint.domain.schedule.Overlap;
import dev.stint.domain.schedule.ScheduleProgress;
import dev.stint.domain.schedule.Timing;
import java.time.Instant;
import java.util.List;

/**
 * A schedule as the store keeps it.
 *
 * @param line where its runs stand
 * @param course what is due next, and the run made last
 */
public record Scheduled(
    ScheduleName name,
    Timing timing,
    Line line,
    Missed missed,
    Overlap overlap,
    boolean paused,
    ScheduleProgress course) {

  /** The next moments, at most {@code count}, as far as they can be known; none while paused. */
  public List<Instant> next(int count) {
    return paused ? List.of() : timing.next(course, count);
  }
}
