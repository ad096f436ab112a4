package dev.stint.command.builtin;

import java.util.Optional;

/**
 * Where reading goes on: the byte and the line (from 1) of the next record.
 *
 * @param base what the keys of an appended file begin after; 0 in a table of its own
 * @param read what the file held before this place; cursors of 0.1's first builds do not say
 */
public record CsvPlace(long offset, long line, long base, Optional<FilePrint> read) {

  static final CsvPlace START = new CsvPlace(0, 1, 0, Optional.empty());

  CsvPlace after(long key) {
    return new CsvPlace(offset, line, key, read);
  }

  /** Further on, not yet sealed. */
  CsvPlace at(long nextOffset, long nextLine) {
    return new CsvPlace(nextOffset, nextLine, base, Optional.empty());
  }

  CsvPlace having(FilePrint print) {
    return new CsvPlace(offset, line, base, Optional.of(print));
  }
}
