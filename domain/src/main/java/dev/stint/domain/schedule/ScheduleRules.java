package dev.stint.domain.schedule;

import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rules of one schedule: decides what a look at the clock leads to. Immutable. */
public record ScheduleRules(ScheduleName name, Timing timing, Missed missed, Overlap overlap) {

  /** What to do: first make the runs, then go on from {@code after}. */
  public record Round(List<ScheduledRun> runs, ScheduleProgress after) {}

  /** The round to go at {@code now}; empty if nothing is to be done. */
  public Optional<Round> round(ScheduleProgress progress, Instant now, Timing.Runs runs) {
    return timing.came(progress, now, missed, runs).map(came -> round(progress, came, runs));
  }

  private Round round(ScheduleProgress progress, Timing.Came came, Timing.Runs runs) {
    List<ScheduledRun> made =
        allowed(progress, came.moments(), runs).stream()
            .map(moment -> ScheduledRun.of(name, moment))
            .toList();
    Optional<TaskId> last =
        made.isEmpty() ? progress.last() : Optional.of(made.get(made.size() - 1).id());
    return new Round(made, new ScheduleProgress(came.next(), last));
  }

  private List<Instant> allowed(
      ScheduleProgress progress, List<Instant> moments, Timing.Runs runs) {
    if (overlap == Overlap.RUN || moments.isEmpty()) {
      return moments;
    }
    boolean busy = progress.last().map(runs::of).map(Timing.Standing::unfinished).orElse(false);
    // The first of several makes the others overlap.
    return busy ? List.of() : moments.subList(0, 1);
  }
}
