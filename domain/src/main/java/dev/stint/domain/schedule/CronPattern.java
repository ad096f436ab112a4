package dev.stint.domain.schedule;

import dev.stint.domain.PlainText;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cron pattern as Unix has it: minute, hour, day of the month, month, day of the week, with the
 * second before them if wanted. Immutable; equal if written alike.
 *
 * <p>Understands {@code *}, lists, ranges, steps, English names of three letters, {@code ?} for a
 * day, Sunday as 0 or 7, and {@code @hourly} to {@code @yearly}. If both days are named without a
 * star, either will do.
 */
public final class CronPattern {

  private static final int LONGEST = 200;
  private static final int LAST_YEAR = 9999;
  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private final String text;
  private final CronField seconds;
  private final CronField minutes;
  private final CronField hours;
  private final CronField days;
  private final CronField months;
  private final CronField weekdays;

  private CronPattern(String text, List<CronField> fields) {
    this.text = text;
    this.seconds = fields.get(0);
    this.minutes = fields.get(1);
    this.hours = fields.get(2);
    this.days = fields.get(3);
    this.months = fields.get(4);
    this.weekdays = fields.get(5);
  }

  /**
   * Reads {@code "30 2 * * mon-fri"} or, with seconds, {@code "0 30 2 * * mon-fri"}.
   *
   * @throws IllegalArgumentException naming what is not well formed, or that it never comes
   */
  public static CronPattern parse(String text) {
    String written = text.strip().replaceAll("\\s+", " ");
    if (written.length() > LONGEST) {
      throw new IllegalArgumentException("a cron pattern has at most " + LONGEST + " characters");
    }
    String meant = NICKNAMES.getOrDefault(written.toLowerCase(Locale.ROOT), written);
    List<String> columns = new ArrayList<>(List.of(meant.split(" ", -1)));
    if (columns.size() == 5) {
      columns.add(0, "0");
    }
    if (columns.size() != 6) {
      throw unreadable(
          written, "write minute, hour, day, month, weekday, and the second before them if wanted");
    }
    CronPattern pattern = new CronPattern(written, fields(written, columns));
    if (!pattern.ever()) {
      throw unreadable(written, "no month it names has such a day");
    }
    return pattern;
  }

  /** The first time from {@code from} (inclusive) on; empty after the year 9999. */
  Optional<LocalDateTime> from(LocalDateTime from) {
    LocalDateTime whole = from.getNano() == 0 ? from : from.withNano(0).plusSeconds(1);
    LocalDate day = whole.toLocalDate();
    Optional<LocalTime> time = allows(day) ? timeFrom(whole.toLocalTime()) : Optional.empty();
    if (time.isPresent()) {
      return time.map(day::atTime);
    }
    return dayAfter(day).map(d -> d.atTime(timeFrom(LocalTime.MIDNIGHT).orElseThrow()));
  }

  /** Whether it goes by the minute rather than by the hour of the day. */
  boolean everyHour() {
    return hours.allowsAll();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronPattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static List<CronField> fields(String written, List<String> columns) {
    try {
      List<CronField> fields = new ArrayList<>();
      for (CronUnit unit : CronUnit.values()) {
        fields.add(CronField.parse(unit, columns.get(unit.ordinal())));
      }
      return fields;
    } catch (IllegalArgumentException e) {
      throw unreadable(written, String.valueOf(e.getMessage()));
    }
  }

  private static IllegalArgumentException unreadable(String written, String why) {
    return new IllegalArgumentException("cron pattern " + PlainText.quoted(written) + ": " + why);
  }

  /** Whether the calendar has a day that fits; a weekday comes in every month. */
  private boolean ever() {
    boolean eitherDay = !days.star() && !weekdays.star();
    int first = days.next(1);
    for (int month = 1; month <= 12; month++) {
      boolean has = eitherDay || first <= Month.of(month).maxLength();
      if (months.allows(month) && has) {
        return true;
      }
    }
    return false;
  }

  private boolean allows(LocalDate day) {
    if (!months.allows(day.getMonthValue())) {
      return false;
    }
    boolean byDay = days.allows(day.getDayOfMonth());
    boolean byWeekday = weekdays.allows(day.getDayOfWeek().getValue() % 7);
    return days.star() || weekdays.star() ? byDay && byWeekday : byDay || byWeekday;
  }

  private Optional<LocalDate> dayAfter(LocalDate day) {
    LocalDate next = day.plusDays(1);
    while (next.getYear() <= LAST_YEAR) {
      if (!months.allows(next.getMonthValue())) {
        next = next.withDayOfMonth(1).plusMonths(1);
      } else if (allows(next)) {
        return Optional.of(next);
      } else {
        next = next.plusDays(1);
      }
    }
    return Optional.empty();
  }

  private Optional<LocalTime> timeFrom(LocalTime from) {
    int hour = hours.next(from.getHour());
    if (hour == from.getHour()) {
      Optional<LocalTime> within = withinHour(from);
      if (within.isPresent()) {
        return within;
      }
      hour = hours.next(hour + 1);
    }
    return hour < 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(hour, minutes.next(0), seconds.next(0)));
  }

  private Optional<LocalTime> withinHour(LocalTime from) {
    int minute = minutes.next(from.getMinute());
    int second = minute == from.getMinute() ? seconds.next(from.getSecond()) : seconds.next(0);
    if (minute >= 0 && second < 0) {
      minute = minutes.next(minute + 1);
      second = seconds.next(0);
    }
    return minute < 0
        ? Optional.empty()
        : Optional.of(LocalTime.of(from.getHour(), minute, second));
  }
}
