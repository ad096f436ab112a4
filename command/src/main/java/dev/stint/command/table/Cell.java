package dev.stint.command.table;

import java.util.Locale;

/**
 * A value of a table.
 *
 * @param shown to people
 * @param raw to programs: exact, never rounded
 */
public record Cell(String shown, String raw, Tone tone) {

  public static final Cell NONE = Cell.of("");

  public static Cell of(Object text) {
    return of(text, Tone.PLAIN);
  }

  public static Cell of(Object text, Tone tone) {
    return new Cell(text.toString(), text.toString(), tone);
  }

  /** Grouped for people. */
  public static Cell number(long number) {
    return new Cell(String.format(Locale.ROOT, "%,d", number), Long.toString(number), Tone.PLAIN);
  }

  public Cell in(Tone other) {
    return new Cell(shown, raw, other);
  }

  public boolean isEmpty() {
    return shown.isEmpty();
  }
}
