package dev.stint.command.table;

import java.util.OptionalInt;

/**
 * What a table is shown on.
 *
 * @param width in cells; empty where nothing limits a line: then nothing is cut or left out
 * @param header whether columns are named
 * @param unicode whether it takes characters beyond ASCII
 */
public record Screen(OptionalInt width, boolean color, boolean header, boolean unicode) {

  /** A pipe or a file: the same text on every machine. */
  public static final Screen PLAIN = new Screen(OptionalInt.empty(), false, false, true);

  public String ellipsis() {
    return unicode ? "…" : "...";
  }

  public String paint(Tone tone, String text) {
    return color ? tone.paint(text) : text;
  }

  public Screen headed() {
    return new Screen(width, color, true, unicode);
  }

  public Screen unheaded() {
    return new Screen(width, color, false, unicode);
  }

  /** The text, harmless, in one line of it. */
  public String fit(String text) {
    String line = HarmlessText.of(text);
    return width.isEmpty() ? line : DisplayWidth.cut(line, width.getAsInt(), ellipsis());
  }

  public Screen wide(OptionalInt columns) {
    return columns.isEmpty() ? this : new Screen(columns, color, header, unicode);
  }

  Screen indented(int cells) {
    OptionalInt left =
        width.isEmpty() ? width : OptionalInt.of(Math.max(1, width.getAsInt() - cells));
    return new Screen(left, color, header, unicode);
  }
}
