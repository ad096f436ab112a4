package dev.stint.domain.schedule;

import dev.stint.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When the runs of a schedule are due. Immutable. */
public sealed interface Timing permits CronTiming, DelayTiming {

  /**
   * When {@code pattern} fits the clocks of {@code zone}.
   *
   * @throws IllegalArgumentException if the pattern is not well formed
   */
  static Timing cron(String pattern, ZoneId zone) {
    return new CronTiming(CronPattern.parse(pattern), zone);
  }

  /** The first run at once, each later one this long after the one before it ended. */
  static Timing every(Duration delay) {
    return new DelayTiming(delay);
  }

  /**
   * How a schedule stands that is put at {@code now}.
   *
   * @param last the run made last, if there was a schedule of its name before
   */
  ScheduleProgress begin(Instant now, Optional<TaskId> last);

  /** The next {@code count} moments, the due one first, as far as they can be known. */
  List<Instant> next(ScheduleProgress progress, int count);

  /** What of the course has come at {@code now}; empty if nothing has. */
  Optional<Came> came(ScheduleProgress progress, Instant now, Missed missed, Runs runs);

  /** In words for people: "cron 0 3 * * * in Europe/Paris", "every PT5M". */
  String words();

  /**
   * What has come.
   *
   * @param moments oldest first, each for one run
   * @param next the moment due after these; empty if there is none, or it is not known yet
   */
  record Came(List<Instant> moments, Optional<Instant> next) {}

  /** Tells where runs stand. */
  interface Runs {
    Standing of(TaskId run);
  }

  /**
   * Where a run stands: unfinished, ended at a moment, or gone with its record.
   *
   * @param ended when it ended, if that is known
   */
  record Standing(boolean unfinished, Optional<Instant> ended) {
    public static final Standing UNFINISHED = new Standing(true, Optional.empty());
    public static final Standing GONE = new Standing(false, Optional.empty());

    public static Standing endedAt(Instant moment) {
      return new Standing(false, Optional.of(moment));
    }
  }
}
