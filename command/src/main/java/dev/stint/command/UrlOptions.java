package dev.stint.command;

import dev.stint.application.api.RefusedException;
import dev.stint.command.store.Secrets;
import dev.stint.command.store.StoreUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.ParameterException;

/**
 * An option for a URL, another for a file whose first line is that URL, and variables of the
 * environment for both: a password in an option can be read by everybody on the machine.
 *
 * @param option such as {@code --store}, beside {@code --store-file}
 * @param variable such as {@code STINT_STORE}, beside {@code STINT_STORE_FILE}
 */
record UrlOptions(String option, String variable, Function<String, ParameterException> usage) {

  /** The text of the URL: said, or else of the environment. */
  Optional<String> text(Optional<String> said, Optional<Path> file) {
    if (said.isPresent() && file.isPresent()) {
      throw usage.apply(
          "%s and %s-file exclude each other; say one of them".formatted(option, option));
    }
    return said.or(() -> file.map(path -> firstLine(option + "-file: ", path)))
        .or(() -> environment(variable))
        .or(() -> environment(variable + "_FILE").map(Path::of).map(path -> firstLine("", path)));
  }

  StoreUrl url(String text) {
    Secrets.learn(text);
    try {
      return StoreUrl.of(text);
    } catch (RefusedException e) {
      throw usage.apply(option + ": " + e.getMessage());
    }
  }

  private static Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(v -> !v.isBlank());
  }

  private String firstLine(String where, Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .findFirst()
          .map(String::strip)
          .filter(l -> !l.isEmpty())
          .orElseThrow(() -> usage.apply(where + file + " has no URL in its first line"));
    } catch (IOException | UncheckedIOException e) {
      throw usage.apply(where + "there is no readable file " + file);
    }
  }
}
