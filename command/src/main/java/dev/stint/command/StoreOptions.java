package dev.stint.command;

import dev.stint.application.api.Config;
import dev.stint.command.OpenedStore.Use;
import dev.stint.command.builtin.BuiltIn;
import dev.stint.command.store.Secrets;
import dev.stint.command.store.StoreUrl;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where tasks are kept: all that a command takes of it that only reads. */
class StoreOptions {

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

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final UrlOptions tasks = new UrlOptions("--store", "STINT_STORE", this::usage);

  /** To read: makes nothing, and refuses a store that is not there. */
  final OpenedStore look() throws Exception {
    OpenedStore home = OpenedStore.open(terms(Optional.empty(), Config.DEFAULT, Use.READ));
    home.emptiness().ifPresent(why -> Terminal.print(spec.commandLine().getErr(), "stint: " + why));
    return home;
  }

  final OpenedStore.Terms terms(Optional<StoreUrl> mutexes, Config config, Use use) {
    return new OpenedStore.Terms(tasks(), mutexes, config, BuiltIn.Settings.DEFAULT, "", use);
  }

  final StoreUrl tasks() {
    return tasks.url(text());
  }

  /** As a person may read it. */
  final String shown() {
    return Secrets.hidden(text());
  }

  private String text() {
    return tasks.text(store, storeFile).orElse(USUAL);
  }

  final ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  final void must(boolean holds, String otherwise) {
    if (!holds) {
      throw usage(otherwise);
    }
  }
}
