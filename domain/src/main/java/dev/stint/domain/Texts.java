package dev.stint.domain;

/** Text for people as every store can keep it. */
public final class Texts {

  private static final char UNKNOWN = '\uFFFD';

  private Texts() {}

  /**
   * At most the first {@code longest} characters, no pair of surrogates halved; NUL and half pairs,
   * which not every store can keep, are replaced by U+FFFD.
   */
  public static String kept(String text, int longest) {
    String cut = text.length() <= longest ? text : text.substring(0, end(text, longest));
    return cut.chars().anyMatch(Texts::perhapsBad) ? mended(cut) : cut;
  }

  private static int end(String text, int longest) {
    boolean halves = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return halves ? longest - 1 : longest;
  }

  private static boolean perhapsBad(int character) {
    return character == 0 || Character.isSurrogate((char) character);
  }

  private static String mended(String text) {
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF ? UNKNOWN : c)
        .forEach(mended::appendCodePoint);
    return mended.toString();
  }
}
