package dev.stint.command.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/** How many cells of a terminal a text takes: wide characters take two, combining ones none. */
public final class DisplayWidth {

  private static final Pattern GRAPHEME = Pattern.compile("\\X");

  private DisplayWidth() {}

  public static int of(String text) {
    return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
  }

  /** The text, cut to {@code cells} with an ellipsis if it is wider; no character is split. */
  public static String cut(String text, int cells, String ellipsis) {
    if (of(text) <= cells) {
      return text;
    }
    return beginning(text, Math.max(0, cells - of(ellipsis))) + ellipsis;
  }

  /** The longest beginning of whole characters that fits into {@code cells}. */
  static String beginning(String text, int cells) {
    Matcher grapheme = GRAPHEME.matcher(text);
    int used = 0;
    int end = 0;
    while (grapheme.find()) {
      used += of(grapheme.group());
      if (used > cells) {
        break;
      }
      end = grapheme.end();
    }
    return text.substring(0, end);
  }

  static String blanks(int cells) {
    return " ".repeat(Math.max(0, cells));
  }
}
