package dev.stint.command.builtin;

import dev.stint.application.api.ParameterDescription;
import dev.stint.application.api.PermanentFailureException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The arguments of {@code csv.import}.
 *
 * @param file an absolute path
 * @param table where the rows go, in the store's own database; never a table of Stint's own
 * @param append the table may hold rows already; they stay, and keys go on after the last one
 * @param replace the table may hold rows already; they go
 */
public record CsvImport(
    @ParameterDescription("an absolute path") String file,
    @ParameterDescription("where the rows go") String table,
    @ParameterDescription("rows that are there stay") boolean append,
    @ParameterDescription("rows that are there go") boolean replace) {

  private static final int LONGEST_TABLE = 63;

  /** Databases compare names without case, so these are too. */
  private static final List<String> RESERVED = List.of("stint_", "sqlite_");

  public CsvImport {
    if (!usable(table)) {
      throw new IllegalArgumentException("'" + table + "' cannot be a table's name here");
    }
    if (append && replace) {
      throw new IllegalArgumentException("append and replace exclude each other");
    }
  }

  /** The same file, wherever the worker that loads it was started. */
  public CsvImport absolute() {
    return new CsvImport(resolved(Path.of(file)).toString(), table, append, replace);
  }

  /**
   * What a person may have overlooked: fields that are not separated by commas.
   *
   * @param loaded whether rows were loaded; then only a single column is suspicious
   */
  public Optional<String> hint(boolean loaded) {
    try {
      List<String> columns = CsvHeader.read(file).columns();
      return loaded && columns.size() > 1 ? Optional.empty() : CsvHeader.hint(columns);
    } catch (IOException | PermanentFailureException e) {
      return Optional.empty();
    }
  }

  /** As the system does it: what follows a link and {@code ..} lies beside what it points to. */
  private static Path resolved(Path path) {
    Path whole = path.toAbsolutePath();
    Path at = Objects.requireNonNull(whole.getRoot());
    for (Path name : whole) {
      switch (name.toString()) {
        case "." -> {}
        case ".." -> at = Optional.ofNullable(folder(at).getParent()).orElse(at);
        default -> at = at.resolve(name);
      }
    }
    return at;
  }

  private static Path folder(Path path) {
    try {
      return Files.isSymbolicLink(path) ? path.toRealPath() : path;
    } catch (IOException e) {
      return path;
    }
  }

  private static boolean usable(String table) {
    return !table.isBlank()
        && table.indexOf('\0') < 0
        && table.getBytes(StandardCharsets.UTF_8).length <= LONGEST_TABLE
        && RESERVED.stream().noneMatch(table.toLowerCase(Locale.ROOT)::startsWith);
  }
}
