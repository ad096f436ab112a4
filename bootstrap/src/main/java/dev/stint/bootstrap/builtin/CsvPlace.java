package dev.stint.bootstrap.builtin;

/**
 * Where reading goes on: the byte and the line (from 1) of the next record.
 *
 * @param base what the keys of an appended file begin after; 0 in a table of its own
 */
public record CsvPlace(long offset, long line, long base) {

  static final CsvPlace START = new CsvPlace(0, 1, 0);

  CsvPlace after(long key) {
    return new CsvPlace(offset, line, key);
  }
}
