package dev.stint.domain;

/**
 * Text that came from outside, made fit for one line of a terminal or a log: names, messages,
 * errors and arguments may hold anything.
 */
public final class PlainText {

  private static final int LINE_SEPARATOR = 0x2028;
  private static final int PARAGRAPH_SEPARATOR = 0x2029;

  private static final int LONGEST_QUOTE = 100;

  private PlainText() {}

  /**
   * What somebody wrote, in quotes for a sentence that refuses it: in one line, and not at length.
   */
  public static String quoted(String text) {
    String some = Texts.kept(text, LONGEST_QUOTE);
    return "'" + line(some) + (text.length() > LONGEST_QUOTE ? "…" : "") + "'";
  }

  /**
   * The text in one line: line ends and tabs become spaces, and other characters that would steer a
   * terminal or turn the direction of writing are shown by their number.
   */
  public static String line(String text) {
    if (text.codePoints().allMatch(PlainText::harmless)) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length() + 8);
    text.codePoints().forEach(c -> append(line, c));
    return line.toString();
  }

  private static void append(StringBuilder line, int c) {
    if (harmless(c)) {
      line.appendCodePoint(c);
    } else if (Character.isWhitespace(c)) {
      line.append(' ');
    } else {
      line.append("\\u%04X".formatted(c));
    }
  }

  /** Whether it is shown as itself and steers nothing. */
  public static boolean harmless(int c) {
    return !Character.isISOControl(c)
        && c != LINE_SEPARATOR
        && c != PARAGRAPH_SEPARATOR
        && !turns(c)
        && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
  }

  /** Embeddings, overrides and isolates: Unicode Standard Annex 9. */
  private static boolean turns(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }
}
