package dev.stint.domain.policy;

import dev.stint.domain.PlainText;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * When work may be done in a week: from {@code start} (inclusive) to {@code end} (exclusive) of
 * each day named. Immutable. An end at or before the start is on the next day. A time that the
 * clocks skip counts as the moment of the change; an end that they show twice counts as the later
 * one.
 *
 * @param enabled whether it ever opens
 */
public record WeeklyWindow(
    boolean enabled, Set<DayOfWeek> days, LocalTime start, LocalTime end, ZoneId zone) {

  /** What {@link #opensNext} answers for a window that never opens. */
  public static final Instant NEVER = Instant.parse("3000-01-01T00:00:00Z");

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final int DAYS_AHEAD = 22;

  public WeeklyWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a weekly window needs at least one day");
    }
    days = Set.copyOf(days);
  }

  /**
   * Reads {@code "sunday, Monday"} and {@code "01:30"}.
   *
   * @throws IllegalArgumentException if a day or a time is not well formed
   */
  public static WeeklyWindow parse(String days, String start, String end, ZoneId zone) {
    return new WeeklyWindow(true, daysOf(days), timeOf(start), timeOf(end), zone);
  }

  /** The same window, shut permanently. */
  public WeeklyWindow disabled() {
    return new WeeklyWindow(false, days, start, end, zone);
  }

  /** Whether work may be done at {@code moment}. */
  public boolean open(Instant moment) {
    return around(moment).stream().anyMatch(span -> span.holds(moment));
  }

  /** The end of the stretch open at {@code moment}; empty if closed then, or always open. */
  public Optional<Instant> closesAfter(Instant moment) {
    Instant end = moment;
    for (Span span : around(moment)) {
      end = span.holds(end) ? span.to() : end;
    }
    return end.equals(moment) || open(end) ? Optional.empty() : Optional.of(end);
  }

  /** The first moment from {@code moment} on at which it is open; {@link #NEVER} if disabled. */
  public Instant opensNext(Instant moment) {
    if (open(moment)) {
      return moment;
    }
    return around(moment).stream()
        .map(Span::from)
        .filter(moment::isBefore)
        .findFirst()
        .orElse(NEVER);
  }

  private List<Span> around(Instant moment) {
    LocalDate today = moment.atZone(zone).toLocalDate();
    return IntStream.range(-2, enabled ? DAYS_AHEAD : -2)
        .mapToObj(today::plusDays)
        .filter(day -> days.contains(day.getDayOfWeek()))
        .map(this::spanOf)
        .filter(span -> span.from().isBefore(span.to()))
        .toList();
  }

  private Span spanOf(LocalDate day) {
    LocalDate last = end.isAfter(start) ? day : day.plusDays(1);
    return new Span(instantOf(day.atTime(start), false), instantOf(last.atTime(end), true));
  }

  private Instant instantOf(LocalDateTime time, boolean later) {
    ZoneOffsetTransition change = zone.getRules().getTransition(time);
    if (change == null) {
      return time.atZone(zone).toInstant();
    }
    if (change.isGap()) {
      return change.getInstant();
    }
    return time.toInstant(later ? change.getOffsetAfter() : change.getOffsetBefore());
  }

  private static LocalTime timeOf(String text) {
    if (!TIME.matcher(text.strip()).matches()) {
      throw new IllegalArgumentException(
          "not a time of day: " + PlainText.quoted(text) + "; write it as 00:00 to 23:59");
    }
    return LocalTime.parse(text.strip());
  }

  private static Set<DayOfWeek> daysOf(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    Arrays.stream(text.split(",", -1)).map(WeeklyWindow::dayOf).forEach(days::add);
    return days;
  }

  private static DayOfWeek dayOf(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "not a day: "
                        + PlainText.quoted(text)
                        + "; write English names such as monday"));
  }

  private record Span(Instant from, Instant to) {
    boolean holds(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }
}
