package dev.stint.domain.schedule;

import dev.stint.domain.TaskId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * See {@link Timing#cron}. Times that the clocks skip come once, at the moment of the change. Times
 * that they show twice come the first time only; but a pattern for every hour goes on through both.
 */
public record CronTiming(CronPattern pattern, ZoneId zone) implements Timing {

  /** The first moment later than {@code moment}; empty after the year 9999. */
  public Optional<Instant> after(Instant moment) {
    Instant at = moment.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    while (true) {
      at = pastSecondShowing(at);
      ZoneOffset offset = zone.getRules().getOffset(at);
      Optional<LocalDateTime> fits = pattern.from(LocalDateTime.ofInstant(at, offset));
      if (fits.isEmpty()) {
        return Optional.empty();
      }
      Instant found = fits.get().toInstant(offset);
      ZoneOffsetTransition change = zone.getRules().nextTransition(at);
      if (change == null || found.isBefore(change.getInstant())) {
        return Optional.of(found);
      }
      if (change.isGap() && fits.get().isBefore(change.getDateTimeAfter())) {
        return Optional.of(change.getInstant());
      }
      at = change.getInstant();
    }
  }

  /** The moments later than {@code moment}, without end but for the year 9999. */
  public Stream<Instant> allAfter(Instant moment) {
    return Stream.iterate(after(moment), Optional::isPresent, m -> after(m.orElseThrow()))
        .map(Optional::orElseThrow);
  }

  @Override
  public ScheduleProgress begin(Instant now, Optional<TaskId> last) {
    return new ScheduleProgress(after(now), last);
  }

  @Override
  public List<Instant> next(ScheduleProgress progress, int count) {
    return progress.due().stream()
        .flatMap(due -> Stream.concat(Stream.of(due), allAfter(due)).limit(count))
        .toList();
  }

  @Override
  public Optional<Came> came(ScheduleProgress progress, Instant now, Missed missed, Runs runs) {
    return progress
        .due()
        .filter(due -> !due.isAfter(now))
        .map(due -> new Came(missed.chosen(this, due, now), after(now)));
  }

  @Override
  public String words() {
    return "cron " + pattern + " in " + zone;
  }

  private Instant pastSecondShowing(Instant at) {
    ZoneOffset offset = zone.getRules().getOffset(at);
    ZoneOffsetTransition twice = zone.getRules().getTransition(LocalDateTime.ofInstant(at, offset));
    boolean second = twice != null && offset.equals(twice.getOffsetAfter());
    return second && !pattern.everyHour() ? twice.getDateTimeBefore().toInstant(offset) : at;
  }
}
