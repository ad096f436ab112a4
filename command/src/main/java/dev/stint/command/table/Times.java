package dev.stint.command.table;

import java.time.Instant;
import java.util.Optional;

/**
 * How times are shown.
 *
 * @param relative as ages; else as ISO 8601 in UTC
 */
public record Times(Instant now, boolean relative) {

  public String words(Instant at) {
    return relative ? Ages.words(at, now) : at.toString();
  }

  public Cell cell(Instant at) {
    return new Cell(words(at), at.toString(), Tone.PLAIN);
  }

  public Cell cell(Optional<Instant> at) {
    return at.map(this::cell).orElse(Cell.NONE);
  }

  /** Both for people, where there is room. */
  public Cell detailed(Instant at) {
    String exact = at.toString();
    return new Cell(
        relative ? Ages.words(at, now) + "  (" + exact + ")" : exact, exact, Tone.PLAIN);
  }

  /** A word before the time, for people: "due in 2h". */
  public Cell cell(String word, Instant at) {
    return new Cell(word + " " + words(at), at.toString(), Tone.PLAIN);
  }
}
