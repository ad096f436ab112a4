package dev.stint.domain;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a task stands in an order: a page that follows a place holds what comes after it, whether
 * or not that task is still there.
 *
 * @param key what the order goes by, times in microseconds since 1970; 0 if it goes by id
 */
public record TaskPlace(TaskOrder order, long key, TaskId id) {

  private static final Pattern TEXT = Pattern.compile("([A-Za-z]+):(-?\\d{1,18}):([0-9A-Fa-f-]+)");

  public TaskPlace {
    if (order.byId() && key != 0) {
      throw new IllegalArgumentException("a place in the order " + order + " has no key");
    }
  }

  /** Of a task in a list whose newest stand first. */
  public static TaskPlace newest(TaskId id) {
    return new TaskPlace(TaskOrder.NEWEST, 0, id);
  }

  /**
   * Reads the text form that {@link #toString} writes.
   *
   * @throws IllegalArgumentException if it is another text
   */
  public static TaskPlace of(String text) {
    if (!text.contains(":")) {
      return newest(TaskId.of(text));
    }
    Matcher parts = TEXT.matcher(text);
    try {
      if (parts.matches()) {
        return new TaskPlace(
            TaskOrder.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
            Long.parseLong(parts.group(2)),
            TaskId.of(parts.group(3)));
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(unreadable(text), e);
    }
    throw new IllegalArgumentException(unreadable(text));
  }

  private static String unreadable(String text) {
    return "not a place in a list of tasks: " + PlainText.quoted(text);
  }

  /**
   * Answers this place if it is one of that order.
   *
   * @throws IllegalArgumentException if it is of another order
   */
  public TaskPlace in(TaskOrder wanted) {
    if (order != wanted) {
      throw new IllegalArgumentException(
          "'%s' is a place in the order %s, not %s".formatted(this, order, wanted));
    }
    return this;
  }

  /** Whether the other place comes before this one. */
  public boolean follows(TaskPlace other) {
    return order.comparator().compare(other.in(order), this) < 0;
  }

  /** The id alone where the newest stand first, else order, key and id: {@code due:0:…}. */
  @Override
  public String toString() {
    return order == TaskOrder.NEWEST
        ? id.toString()
        : order.name().toLowerCase(Locale.ROOT) + ":" + key + ":" + id;
  }
}
