package dev.stint.web;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;

/** Reads the words that callers say for times, numbers and choices, or refuses them by name. */
final class Words {

  private static final int LONGEST_QUOTE = 50;
  private static final int LONGEST_SENTENCE = 500;

  private Words() {}

  static Instant moment(String what, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refusal(what, "is a time like 2026-01-31T12:00:00Z", text);
    }
  }

  static Duration span(String what, String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw refusal(what, "is a duration like PT5M or P30D", text);
    }
  }

  static int whole(String what, String text, int least, int most) {
    if (text.matches("-?\\d{1,10}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return (int) number;
      }
    }
    throw refusal(what, "is a whole number from " + least + " to " + most, text);
  }

  static <E extends Enum<E>> E choice(String what, String text, Class<E> kind) {
    List<E> all = List.of(kind.getEnumConstants());
    return all.stream()
        .filter(e -> e.name().equals(text))
        .findFirst()
        .orElseThrow(() -> refusal(what, "is one of " + listed(all), text));
  }

  static boolean flag(String what, String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw refusal(what, "is true or false", text);
    }
    return text.equals("true");
  }

  /** What the domain makes of it; its refusal names what was said. */
  static <T> T checked(String what, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      String why = what + ": " + e.getMessage();
      throw new HttpError(SC_BAD_REQUEST, cut(why, LONGEST_SENTENCE));
    }
  }

  static HttpError refusal(String what, String rule, String said) {
    return new HttpError(
        SC_BAD_REQUEST, "%s %s, not '%s'".formatted(what, rule, cut(said, LONGEST_QUOTE)));
  }

  /** As "a, b or c"; "none" if there is none. */
  static String or(List<String> names) {
    return joined(names, " or ");
  }

  /** As "a, b and c"; "none" if there is none. */
  static String and(List<String> names) {
    return joined(names, " and ");
  }

  private static String joined(List<String> names, String last) {
    if (names.size() < 2) {
      return names.isEmpty() ? "none" : names.get(0);
    }
    String most = String.join(", ", names.subList(0, names.size() - 1));
    return most + last + names.get(names.size() - 1);
  }

  private static String listed(List<? extends Enum<?>> all) {
    return or(all.stream().<String>map(Enum::name).toList());
  }

  static String cut(String text, int longest) {
    return text.substring(0, Math.min(text.length(), longest));
  }
}
