package dev.stint.domain.schedule;

import dev.stint.domain.PlainText;
import java.util.List;
import java.util.Locale;

/** One column of a cron pattern: its range, and the names that stand for numbers. */
enum CronUnit {
  SECOND(0, 59, List.of()),
  MINUTE(0, 59, List.of()),
  HOUR(0, 23, List.of()),
  DAY(1, 31, List.of()),
  MONTH(
      1,
      12,
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
  /** Sunday is 0; a 7 is read as Sunday, too. */
  WEEKDAY(0, 6, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));

  private final int first;
  private final int last;
  private final List<String> names;

  CronUnit(int first, int last, List<String> names) {
    this.first = first;
    this.last = last;
    this.names = names;
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  /** The greatest number that may be written. */
  int greatest() {
    return this == WEEKDAY ? 7 : last;
  }

  /**
   * @throws IllegalArgumentException if it is neither a number in range nor a name
   */
  int read(String text) {
    int named = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (named >= 0) {
      return named + first;
    }
    boolean number = text.matches("[0-9]{1,3}");
    int value = number ? Integer.parseInt(text) : -1;
    if (value < first || value > greatest()) {
      throw new IllegalArgumentException(
          "the %s %s is not from %d to %d"
              .formatted(words(), PlainText.quoted(text), first, greatest()));
    }
    return value;
  }

  String words() {
    return this == DAY ? "day of the month" : this == WEEKDAY ? "day of the week" : lower();
  }

  private String lower() {
    return name().toLowerCase(Locale.ROOT);
  }
}
