package dev.stint.domain.schedule;

import dev.stint.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * See {@link Timing#every}. Nothing is ever missed: a moment nobody saw is still the next one.
 *
 * @param delay from 1 second to 36500 days
 */
public record DelayTiming(Duration delay) implements Timing {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(36_500);

  public DelayTiming {
    if (delay.compareTo(SHORTEST) < 0 || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the delay of a schedule is from 1 second to 36500 days, not " + delay);
    }
  }

  @Override
  public ScheduleProgress begin(Instant now, Optional<TaskId> last) {
    // With a run before it, its end says when the next one is due.
    return new ScheduleProgress(last.isPresent() ? Optional.empty() : Optional.of(now), last);
  }

  @Override
  public List<Instant> next(ScheduleProgress progress, int count) {
    return progress.due().stream().limit(count).toList();
  }

  @Override
  public Optional<Came> came(ScheduleProgress progress, Instant now, Missed missed, Runs runs) {
    Optional<Instant> due = progress.due();
    if (due.isEmpty()) {
      Standing last = progress.last().map(runs::of).orElse(Standing.GONE);
      if (last.unfinished()) {
        return Optional.empty();
      }
      due = Optional.of(last.ended().orElse(now).plus(delay));
    } else if (due.get().isAfter(now)) {
      return Optional.empty();
    }
    return due.get().isAfter(now)
        ? Optional.of(new Came(List.of(), due))
        : Optional.of(new Came(List.of(due.get()), Optional.empty()));
  }

  @Override
  public String words() {
    return "every " + delay;
  }
}
