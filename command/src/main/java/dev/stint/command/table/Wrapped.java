package dev.stint.command.table;

import java.util.ArrayList;
import java.util.List;

/** Text wrapped into lines of a given width in cells, between words where possible. */
final class Wrapped {

  private Wrapped() {}

  static List<String> lines(String text, int cells) {
    List<String> lines = new ArrayList<>();
    String left = text;
    while (DisplayWidth.of(left) > cells) {
      String fits = DisplayWidth.beginning(left, cells);
      int end = end(left, fits);
      lines.add(left.substring(0, end).stripTrailing());
      left = left.substring(end).stripLeading();
    }
    lines.add(left);
    return lines;
  }

  /**
   * After the last blank that fits, else after the last character; at least one, or it never ends.
   */
  private static int end(String text, String fits) {
    if (fits.isEmpty()) {
      return text.offsetByCodePoints(0, 1);
    }
    boolean between = text.charAt(fits.length()) == ' ';
    int blank = between ? fits.length() : fits.lastIndexOf(' ');
    return blank > 0 ? blank : fits.length();
  }
}
