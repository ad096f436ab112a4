package dev.stint.command;

import dev.stint.command.store.StoreUrl;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where mutexes are kept: for commands that take some, or make their tables. */
final class MutexOptions {

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

  private final UrlOptions urls = new UrlOptions("--mutex", "STINT_MUTEX", this::usage);

  Optional<StoreUrl> url() {
    return urls.text(mutex, mutexFile).map(urls::url);
  }

  private ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
