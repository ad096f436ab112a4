package dev.stint.domain.store;

import dev.stint.domain.life.RunRecord;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a store keeps with a finished task of the run that finished it, instead of a history row of
 * its own.
 *
 * @param ran how long that run worked in its last stint; empty if the history has no row of it
 * @param most how many rows the history has at most
 */
public record EndRecord(Optional<Duration> ran, int most) {

  /** What is stored for {@code ran} if it is empty; else it is microseconds. */
  public static final long NO_RECORD = -1;

  /** Of a task that a build finished which kept no such record. */
  public static final EndRecord OLDER =
      new EndRecord(Optional.of(Duration.ZERO), Integer.MAX_VALUE);

  /**
   * @param recorded what {@link RunRecord} says of the run
   * @param most how many rows are kept; with none, none of this run
   */
  public static EndRecord of(Optional<RunRecord> recorded, Duration ran, int most) {
    return new EndRecord(recorded.filter(r -> most > 0).map(r -> ran), most);
  }

  /**
   * As {@link #micros} wrote it.
   *
   * @param most empty if an older build wrote it
   */
  public static EndRecord stored(long micros, Optional<Integer> most) {
    Optional<Duration> ran =
        micros < 0 ? Optional.empty() : Optional.of(Duration.of(micros, ChronoUnit.MICROS));
    return new EndRecord(ran, most.orElse(OLDER.most));
  }

  /** As it is stored. */
  public long micros() {
    return ran.map(r -> Math.max(0, r.toNanos() / 1_000)).orElse(NO_RECORD);
  }

  /** The row of the run that finished this task. */
  public Optional<HistoryRow> row(TaskRow finished) {
    return ran.map(r -> HistoryRow.end(finished, r));
  }

  /**
   * The whole history of a finished task, newest first.
   *
   * @param kept the rows of its other runs, newest first
   */
  public List<HistoryRow> history(TaskRow finished, List<HistoryRow> kept) {
    return HistoryRow.all(row(finished), kept, most);
  }
}
