package dev.stint.web.page;

import dev.stint.domain.schedule.CronTiming;
import dev.stint.domain.schedule.DelayTiming;
import dev.stint.domain.schedule.Timing;
import java.time.ZoneOffset;
import java.util.List;

/** Timings in the words of people, where the pattern is one of the usual. */
final class TimingWords {

  private static final List<String> DAYS =
      List.of(
          "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private TimingWords() {}

  static String of(Timing timing) {
    if (timing instanceof DelayTiming every) {
      return "every " + Ages.span(every.delay());
    }
    if (timing instanceof CronTiming cron) {
      String zone = cron.zone().normalized().equals(ZoneOffset.UTC) ? "UTC" : cron.zone().getId();
      return cron(String.valueOf(cron.pattern()).strip().split("\\s+"), zone);
    }
    return timing.words();
  }

  private static String cron(String[] fields, String zone) {
    String plain = "cron " + String.join(" ", fields) + " in " + zone;
    if (fields.length != 5 || !fields[2].equals("*") || !fields[3].equals("*")) {
      return plain;
    }
    String days = days(fields[4]);
    String time = time(fields[0], fields[1], zone);
    if (days.isEmpty() || time.isEmpty()) {
      return plain;
    }
    return fields[4].equals("*") && time.startsWith("at ")
        ? "every day " + time
        : (days + time).strip();
  }

  /** Empty if there are no plain words for it. */
  private static String days(String field) {
    if (field.equals("*")) {
      return " ";
    }
    if (field.equalsIgnoreCase("1-5") || field.equalsIgnoreCase("MON-FRI")) {
      return "Monday to Friday ";
    }
    return field.matches("[0-7]") ? "every " + DAYS.get(Integer.parseInt(field)) + " " : "";
  }

  private static String time(String minute, String hour, String zone) {
    if (minute.equals("*") && hour.equals("*")) {
      return "every minute";
    }
    if (minute.matches("\\*/\\d{1,2}") && hour.equals("*")) {
      return "every " + minute.substring(2) + " minutes";
    }
    if (minute.matches("\\d{1,2}") && hour.equals("*")) {
      return "every hour at minute " + minute;
    }
    return minute.matches("\\d{1,2}") && hour.matches("\\d{1,2}")
        ? "at %s:%s %s".formatted(two(hour), two(minute), zone)
        : "";
  }

  private static String two(String figure) {
    return figure.length() < 2 ? "0" + figure : figure;
  }
}
