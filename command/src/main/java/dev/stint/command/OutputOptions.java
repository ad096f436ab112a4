package dev.stint.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command that only looks shows what it found, to people and to programs. */
final class OutputOptions extends DisplayOptions {

  /** In what form. */
  enum Format {
    TABLE,
    JSON,
    JSONL,
    CSV
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      description =
          "table, json (the objects of the HTTP API), jsonl (one a line) or csv (default: table)")
  private Optional<Format> format = Optional.empty();

  @Option(
      names = "--header",
      negatable = true,
      description = "name the columns (default: on a terminal and in CSV)")
  private Optional<Boolean> header = Optional.empty();

  /** Empty: as --json says. */
  Optional<Format> format() {
    return format;
  }

  @Override
  Optional<Boolean> header() {
    return header;
  }

  boolean headedCsv() {
    return header.orElse(true);
  }
}
