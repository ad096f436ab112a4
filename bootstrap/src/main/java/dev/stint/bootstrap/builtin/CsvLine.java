package dev.stint.bootstrap.builtin;

import java.util.List;
import java.util.Optional;

/** One record of a file: where it begins, what it holds, what is wrong with it. */
record CsvLine(long number, List<String> values, String raw, Optional<String> problem) {

  @Override
  public String toString() {
    return raw;
  }
}
