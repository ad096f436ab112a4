package dev.stint.command;

import dev.stint.application.api.RefusedException;
import dev.stint.command.store.Secrets;
import dev.stint.command.store.StoreUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Where tasks and mutexes are kept. A password in an option can be read by everybody on the
 * machine, and an option's default is shown by the help, so URLs come from elsewhere too.
 */
final class StoreOptions {

  private static final String USUAL = "jdbc:sqlite:stint.db";

  @Option(
      names = "--store",
      paramLabel = "URL",
      description =
          "where tasks are kept (default: "
              + USUAL
              + "); if it holds a password, put it into the"
              + " environment as STINT_STORE, or into a file: see --store-file")
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--store-file",
      paramLabel = "FILE",
      description = "a file whose first line is that URL; also STINT_STORE_FILE")
  private Optional<Path> storeFile = Optional.empty();

  @Option(
      names = "--mutex",
      paramLabel = "URL",
      description = "where mutexes are kept; also STINT_MUTEX (default: with the tasks)")
  private Optional<String> mutex = Optional.empty();

  @Option(
      names = "--mutex-file",
      paramLabel = "FILE",
      description = "a file whose first line is that URL; also STINT_MUTEX_FILE")
  private Optional<Path> mutexFile = Optional.empty();

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  StoreUrl tasks() {
    return url("--store", text("STINT_STORE", "--store-file", store, storeFile).orElse(USUAL));
  }

  Optional<StoreUrl> mutexes() {
    return text("STINT_MUTEX", "--mutex-file", mutex, mutexFile).map(text -> url("--mutex", text));
  }

  /** As a person may read it. */
  String shown() {
    return Secrets.hidden(text("STINT_STORE", "--store-file", store, storeFile).orElse(USUAL));
  }

  private Optional<String> text(
      String name, String fileOption, Optional<String> option, Optional<Path> file) {
    if (option.isPresent()) {
      return option;
    }
    return file.map(path -> firstLine(fileOption + ": ", path))
        .or(() -> environment(name))
        .or(() -> environment(name + "_FILE").map(Path::of).map(path -> firstLine("", path)));
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
          .orElseThrow(() -> usage(where + file + " has no URL in its first line"));
    } catch (IOException | java.io.UncheckedIOException e) {
      throw usage(where + "there is no readable file " + file);
    }
  }

  private StoreUrl url(String option, String text) {
    Secrets.learn(text);
    try {
      return StoreUrl.of(text);
    } catch (RefusedException e) {
      throw usage(option + ": " + e.getMessage());
    }
  }

  private ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
