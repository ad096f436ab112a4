package dev.stint.application.engine.action;

import dev.stint.domain.Texts;

/** Makes any text fit to name a set-aside item, so that a strange item never fails its task. */
final class ChunkNames {

  private static final int LONGEST = 200;

  private ChunkNames() {}

  /**
   * @param number tells apart names that had to be changed
   */
  static String of(String wanted, long number) {
    String printable = Texts.kept(wanted, wanted.length()).replaceAll("\\p{Cntrl}", " ");
    if (printable.equals(wanted) && !wanted.isBlank() && wanted.length() <= LONGEST) {
      return wanted;
    }
    String mark = " #" + (number + 1);
    String base = printable.isBlank() ? "item" : printable.strip();
    return Texts.kept(base, LONGEST - mark.length()) + mark;
  }
}
