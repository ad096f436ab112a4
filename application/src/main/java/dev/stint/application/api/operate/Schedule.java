package dev.stint.application.api.operate;

import dev.stint.application.api.Request;
import dev.stint.domain.Due;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.schedule.Missed;
import dev.stint.domain.schedule.Overlap;
import dev.stint.domain.schedule.Timing;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A wish for a task again and again. Immutable; each method answers a refined copy.
 *
 * @param request what each run is requested as; without id, key, due time, and not paused, for
 *     those the schedule sets
 * @param missed what becomes of moments that came while no engine worked
 * @param overlap what becomes of a moment that comes while the run before is unfinished
 */
public record Schedule<A>(
    ScheduleName name, Timing timing, Request<A> request, Missed missed, Overlap overlap) {

  public Schedule {
    boolean own = request.id().isPresent() || request.key().isPresent() || request.held();
    if (own || !request.due().equals(Due.NOW) || !request.options().after().isEmpty()) {
      throw new IllegalArgumentException(
          "the request of schedule "
              + name
              + " must not name an id, a key, a due time, tasks to wait for, or be paused");
    }
  }

  /**
   * Runs when the pattern fits the clocks of the zone; missed moments get one run together.
   *
   * @param pattern five columns as Unix has them, or six with the second first
   * @throws IllegalArgumentException if the pattern is not well formed
   */
  public static <A> Schedule<A> cron(String name, String pattern, ZoneId zone, Request<A> request) {
    return of(name, Timing.cron(pattern, zone), request);
  }

  /** Runs at once, and then this long after each run ended; at least a second. */
  public static <A> Schedule<A> every(String name, Duration delay, Request<A> request) {
    return of(name, Timing.every(delay), request);
  }

  private static <A> Schedule<A> of(String name, Timing timing, Request<A> request) {
    return new Schedule<>(new ScheduleName(name), timing, request, Missed.ONCE, Overlap.RUN);
  }

  public Schedule<A> missed(Missed value) {
    return new Schedule<>(name, timing, request, value, overlap);
  }

  public Schedule<A> overlap(Overlap value) {
    return new Schedule<>(name, timing, request, missed, value);
  }
}
