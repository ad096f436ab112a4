package dev.stint.command.builtin;

import java.util.List;
import java.util.Optional;

/**
 * One record of a file: where it begins, what it holds, what is wrong with it.
 *
 * @param base what its key counts from
 */
record CsvLine(long number, long base, List<String> values, String raw, Optional<String> problem) {

  long key() {
    return base + number;
  }

  @Override
  public String toString() {
    return raw;
  }
}
