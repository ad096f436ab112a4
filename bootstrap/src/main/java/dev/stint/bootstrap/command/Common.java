package dev.stint.bootstrap.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.bootstrap.store.StoreUrl;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command takes. */
final class Common {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Option(
      names = "--store",
      paramLabel = "URL",
      defaultValue = "${env:STINT_STORE:-jdbc:sqlite:stint.db}",
      description = "where tasks are kept; also STINT_STORE (default: ${DEFAULT-VALUE})")
  String store = "";

  @Option(
      names = "--mutex",
      paramLabel = "URL",
      defaultValue = "${env:STINT_MUTEX}",
      description = "where mutexes are kept; also STINT_MUTEX (default: with the tasks)")
  Optional<String> mutex = Optional.empty();

  @Option(names = "--json", description = "answer in JSON")
  boolean json;

  @Option(names = "--verbose", description = "say the whole cause of an error")
  boolean verbose;

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "how long a worker's right lasts without renewal (default: ${DEFAULT-VALUE})")
  Duration lease = Duration.ZERO;

  @Option(
      names = "--stint",
      paramLabel = "TIME",
      defaultValue = "30s",
      description = "longest stretch of work on a task (default: ${DEFAULT-VALUE})")
  Duration stint = Duration.ZERO;

  @Option(
      names = "--max-set-aside",
      paramLabel = "N",
      defaultValue = "100",
      description = "lines an import may set aside (default: ${DEFAULT-VALUE})")
  long maxSetAside;

  @Option(
      names = "--enabled",
      paramLabel = "WHAT",
      defaultValue = "${env:STINT_ENABLED:-all}",
      description = "all, run, clean or none: what may work; also STINT_ENABLED (default: all)")
  Enabled enabled = Enabled.ALL;

  @Option(
      names = "--max-tasks",
      paramLabel = "N",
      defaultValue = "0",
      description = "a worker stops after so many stints; 0 means never (default: 0)")
  int maxTasks;

  /** What this process may do beside answering. */
  enum Enabled {
    ALL,
    RUN,
    CLEAN,
    NONE
  }

  @Option(names = "--allow-shell", description = "let shell.exec run")
  boolean allowShell;

  @Option(names = "--no-migrate", description = "do not create or upgrade tables")
  boolean noMigrate;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  Home open() throws Exception {
    return Home.open(
        new Home.Terms(
            url(store), mutex.map(this::url), config(), maxSetAside, allowShell, !noMigrate));
  }

  private StoreUrl url(String text) {
    try {
      return StoreUrl.of(text);
    } catch (RefusedException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  Config config() {
    if (lease.compareTo(Duration.ofMillis(500)) < 0 || stint.toMillis() < 1 || maxSetAside < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--lease is at least 500ms, --stint at least 1ms, --max-set-aside at least 0");
    }
    if (maxTasks < 0) {
      throw new ParameterException(spec.commandLine(), "--max-tasks is at least 0");
    }
    return Config.DEFAULT
        .lease(lease)
        .stint(stint)
        .maxTasks(maxTasks)
        .runs(enabled == Enabled.ALL || enabled == Enabled.RUN)
        .cleans(enabled == Enabled.ALL || enabled == Enabled.CLEAN);
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints the words, or the same as JSON. */
  void say(String words, Map<String, ?> facts) {
    out().println(json ? json(facts) : words);
    out().flush();
  }

  static String json(Object facts) {
    try {
      return JSON.writeValueAsString(facts);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
