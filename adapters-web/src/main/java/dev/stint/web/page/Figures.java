package dev.stint.web.page;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

  private Figures() {}

  /** As "12,345". */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** As "12,345", or "10,000+" if there may be more. */
  static String counted(long number, boolean atLeast) {
    return grouped(number) + (atLeast ? "+" : "");
  }

  /** As "1 task" or "2 tasks". */
  static String of(long number, String one) {
    return grouped(number) + " " + one + (number == 1 ? "" : "s");
  }
}
