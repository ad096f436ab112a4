package dev.stint.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The priorities that a worker takes, both bounds included; greater is more urgent. */
public record PriorityRange(int least, int most) {

  /** Every priority. */
  public static final PriorityRange ALL = new PriorityRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

  private static final Pattern TEXT = Pattern.compile("(-?\\d{1,10})?(\\.\\.)?(-?\\d{1,10})?");

  public PriorityRange {
    if (least > most) {
      throw new IllegalArgumentException(
          "a range of priorities goes from the least to the greatest, not from %d to %d"
              .formatted(least, most));
    }
  }

  public static PriorityRange atLeast(int least) {
    return new PriorityRange(least, Integer.MAX_VALUE);
  }

  public static PriorityRange atMost(int most) {
    return new PriorityRange(Integer.MIN_VALUE, most);
  }

  /**
   * Reads {@code 10}, {@code 20..40}, {@code 25..} or {@code ..-20}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static PriorityRange of(String text) {
    Matcher parts = TEXT.matcher(text);
    boolean range = parts.matches() && parts.group(2) != null;
    boolean one = parts.matches() && !range && parts.group(3) == null;
    if (!one && !range || parts.group(1) == null && parts.group(3) == null) {
      throw unreadable(text);
    }
    int least = bound(text, parts.group(1), Integer.MIN_VALUE);
    return new PriorityRange(least, one ? least : bound(text, parts.group(3), Integer.MAX_VALUE));
  }

  private static int bound(
      String text, @org.jspecify.annotations.Nullable String digits, int open) {
    try {
      return digits == null ? open : Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw unreadable(text);
    }
  }

  private static IllegalArgumentException unreadable(String text) {
    return new IllegalArgumentException(
        "priorities are one number or a range like 20..40, 25.. or ..-20, not "
            + PlainText.quoted(text));
  }

  public boolean contains(int priority) {
    return least <= priority && priority <= most;
  }

  public boolean isAll() {
    return equals(ALL);
  }
}
