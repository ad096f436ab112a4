package dev.stint.domain.schedule;

import dev.stint.domain.PlainText;

/**
 * The numbers that one column of a cron pattern allows.
 *
 * @param bits bit n is set if n is allowed
 * @param star whether it was written with a star, which for days means "whatever the other says"
 */
record CronField(CronUnit unit, long bits, boolean star) {

  /**
   * @throws IllegalArgumentException naming what is not well formed
   */
  static CronField parse(CronUnit unit, String text) {
    long bits = 0;
    for (String part : text.split(",", -1)) {
      bits |= bitsOf(unit, part);
    }
    return new CronField(unit, bits, text.startsWith("*") || text.equals("?"));
  }

  boolean allows(int number) {
    return (bits >> number & 1) == 1;
  }

  /** The first allowed number from {@code from} on; -1 if there is none. */
  int next(int from) {
    long left = from > unit.last() ? 0 : bits >> from << from;
    return left == 0 ? -1 : Long.numberOfTrailingZeros(left);
  }

  boolean allowsAll() {
    return Long.bitCount(bits) == unit.last() - unit.first() + 1;
  }

  private static long bitsOf(CronUnit unit, String part) {
    String[] stepped = part.split("/", -1);
    if (stepped.length > 2) {
      throw new IllegalArgumentException(PlainText.quoted(part) + " has two steps");
    }
    int step = stepped.length == 2 ? stepOf(stepped[1]) : 1;
    String span = stepped[0];
    boolean any = span.equals("*") || (span.equals("?") && days(unit));
    if (any) {
      return bits(unit, unit.first(), unit.last(), step);
    }
    String[] ends = span.split("-", -1);
    int from = unit.read(ends[0]);
    if (ends.length == 1) {
      return bits(unit, from, stepped.length == 2 ? Math.max(from, unit.last()) : from, step);
    }
    int to = unit.read(span.substring(ends[0].length() + 1));
    if (to < from) {
      throw new IllegalArgumentException("the range " + PlainText.quoted(span) + " runs backwards");
    }
    return bits(unit, from, to, step);
  }

  private static boolean days(CronUnit unit) {
    return unit == CronUnit.DAY || unit == CronUnit.WEEKDAY;
  }

  private static int stepOf(String text) {
    int step = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (step < 1) {
      throw new IllegalArgumentException(
          "the step " + PlainText.quoted(text) + " is not a number from 1");
    }
    return step;
  }

  private static long bits(CronUnit unit, int from, int to, int step) {
    long bits = 0;
    for (int i = from; i <= to; i += step) {
      bits |= 1L << (unit == CronUnit.WEEKDAY ? i % 7 : i);
    }
    return bits;
  }
}
