package dev.stint.command.builtin;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.PermanentFailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The columns of a file, and where its records begin. */
record CsvHeader(List<String> columns, CsvPlace first) {

  /** The key: the line of the file that a row came from. */
  static final String KEY = "line_number";

  private static final int MOST_COLUMNS = 2_000;
  private static final int LONGEST_NAME = 63;

  /**
   * @throws PermanentFailureException in one sentence, if no table can have these columns
   */
  static CsvHeader read(String file) throws IOException {
    try (CsvSource source = CsvSource.open(file, CsvPlace.START, -1)) {
      return read(file, source);
    }
  }

  /** The same from a file that is open, at its beginning. */
  static CsvHeader read(String file, CsvSource source) throws IOException {
    CsvLine line =
        source
            .next()
            .orElseThrow(() -> new PermanentFailureException(file + " is empty: it has no header"));
    line.problem()
        .ifPresent(
            p -> {
              throw new PermanentFailureException("the header of " + file + " is unusable: " + p);
            });
    List<String> names = line.values().stream().map(n -> n.replace("\uFEFF", "").strip()).toList();
    check(file, names);
    return new CsvHeader(names, source.place());
  }

  /** What to tell of a file whose fields are not separated by commas, as it seems. */
  static Optional<String> hint(List<String> columns) {
    String separated =
        columns.stream().filter(c -> c.matches("(?s).*[;\t].*")).findFirst().orElse("");
    if (separated.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "the header holds %s: fields must be separated by commas"
            .formatted(separated.indexOf(';') >= 0 ? "a semicolon" : "a tab"));
  }

  /** The import that the task is, with the columns of its file. */
  static ImportTarget.Load load(CsvImport arguments, ActionContext context) throws IOException {
    return new ImportTarget.Load(
        context.task(), context.fence(), arguments, read(arguments.file()).columns());
  }

  private static void check(String file, List<String> names) {
    if (names.size() > MOST_COLUMNS) {
      throw refusal(file, "has %d columns; at most %d".formatted(names.size(), MOST_COLUMNS));
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (name.isBlank()) {
        throw refusal(file, "has a column without a name");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME || name.indexOf('\0') >= 0) {
        throw refusal(file, "has a column name longer than " + LONGEST_NAME + " bytes");
      }
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw refusal(file, "names the column '" + name + "' twice");
      }
      if (name.equalsIgnoreCase(KEY)) {
        throw refusal(file, "has a column '" + KEY + "', which is the key's own name");
      }
    }
  }

  private static PermanentFailureException refusal(String file, String what) {
    return new PermanentFailureException("the header of " + file + " " + what);
  }
}
