package dev.stint.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in the words that people use for them. */
final class Ages {

  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Duration NOW = Duration.ofSeconds(1);

  private Ages() {}

  /** As "3 min ago", "in 4 s" or "now". */
  static String words(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.abs().compareTo(NOW) < 0) {
      return "now";
    }
    return age.isNegative() ? "in " + span(age.abs()) : span(age) + " ago";
  }

  /** As "420 ms", "4 s", "3 min", "2 h 5 min" or "12 d": two figures at most. */
  static String span(Duration span) {
    if (span.compareTo(Duration.ofSeconds(1)) < 0) {
      return span.toMillis() + " ms";
    }
    if (span.compareTo(Duration.ofMinutes(1)) < 0) {
      return span.toSeconds() + " s";
    }
    if (span.compareTo(Duration.ofMinutes(10)) < 0) {
      return two(span.toMinutes(), "min", span.toSecondsPart(), "s");
    }
    if (span.compareTo(Duration.ofHours(1)) < 0) {
      return span.toMinutes() + " min";
    }
    if (span.compareTo(Duration.ofDays(1)) < 0) {
      return two(span.toHours(), "h", span.toMinutesPart(), "min");
    }
    return span.compareTo(Duration.ofDays(10)) < 0
        ? two(span.toDays(), "d", span.toHoursPart(), "h")
        : Figures.grouped(span.toDays()) + " d";
  }

  private static String two(long large, String unit, int small, String smallUnit) {
    return large + " " + unit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  static String exact(Instant at) {
    return EXACT.format(at);
  }
}
