package dev.stint.command;

import dev.stint.application.api.Config;
import dev.stint.command.builtin.BuiltIn;
import dev.stint.command.builtin.HostRules;
import dev.stint.command.store.Secrets;
import dev.stint.command.table.HarmlessText;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.TableCsv;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.TaskId;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command takes. */
final class Common {

  private static final long SHORTEST_LEASE = 500;

  @Mixin StoreOptions stores = new StoreOptions();

  @Option(names = "--json", description = "answer in JSON")
  boolean json;

  @Option(names = "--verbose", description = "print the whole cause of an error")
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
      description =
          "what this process does: all, run, clean or none; also STINT_ENABLED (default: all)")
  Enabled enabled = Enabled.ALL;

  @Option(
      names = "--max-tasks",
      paramLabel = "N",
      defaultValue = "0",
      description = "a worker stops after this many stints; 0 means never (default: 0)")
  int maxTasks;

  @Option(
      names = "--priorities",
      paramLabel = "RANGE",
      defaultValue = "..2147483647",
      description = "take only tasks of these priorities: 10, 20..40, 25.. or ..-20 (default: any)")
  String priorities = "";

  /** What this process may do beside answering. */
  enum Enabled {
    ALL,
    RUN,
    CLEAN,
    NONE
  }

  @Option(
      names = "--allow-shell",
      description = "run shell.exec tasks; without it they are left to other workers")
  boolean allowShell;

  @Option(
      names = "--http-allow",
      paramLabel = "HOST",
      split = ",",
      defaultValue = "${env:STINT_HTTP_ALLOW}",
      description =
          "hosts that http.call may call, and no other; HOST:PORT, *.HOST and addresses will do;"
              + " also STINT_HTTP_ALLOW (default: every host with a public address)")
  List<String> httpAllow = List.of();

  @Option(names = "--no-migrate", description = "do not create or upgrade tables")
  boolean noMigrate;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  /** To store or change tasks; makes the tables unless they are there. */
  OpenedStore open() throws Exception {
    return OpenedStore.open(terms(writing(), true, Optional.empty()));
  }

  /** To run tasks, of the types that this call lets run. */
  OpenedStore work() throws Exception {
    return work(Optional.empty());
  }

  /** The same, under a name for people. */
  OpenedStore work(Optional<String> label) throws Exception {
    return OpenedStore.open(terms(writing(), allowShell, label));
  }

  /** To read: makes nothing, and refuses a store that is not there. */
  OpenedStore look() throws Exception {
    OpenedStore home = OpenedStore.open(terms(OpenedStore.Use.READ, true, Optional.empty()));
    home.emptiness().ifPresent(why -> Terminal.print(spec.commandLine().getErr(), "stint: " + why));
    return home;
  }

  private OpenedStore.Use writing() {
    return noMigrate ? OpenedStore.Use.WRITE : OpenedStore.Use.MIGRATE;
  }

  /** For what is known without a store. */
  OpenedStore nowhere() {
    return OpenedStore.nowhere(config(), builtIn(true));
  }

  private BuiltIn.Settings builtIn(boolean shell) {
    return new BuiltIn.Settings(maxSetAside, shell, new HostRules(hosts()));
  }

  private List<String> hosts() {
    for (String host : httpAllow) {
      must(
          HostRules.isReadable(host),
          "--http-allow: '%s' is not HOST, HOST:PORT, *.HOST or an address".formatted(host));
    }
    return httpAllow;
  }

  private OpenedStore.Terms terms(OpenedStore.Use use, boolean shell, Optional<String> label) {
    return new OpenedStore.Terms(
        stores.tasks(), stores.mutexes(), config(), builtIn(shell), label.orElse(""), use);
  }

  /** Refuses options that no command can work with, before anything is done. */
  void mustFit() {
    config();
    hosts();
    stores.tasks();
    stores.mutexes();
  }

  Config config() {
    must(lease.toMillis() >= SHORTEST_LEASE, "--lease is at least 500ms");
    must(stint.toMillis() >= 1, "--stint is at least 1ms");
    must(maxSetAside >= 0, "--max-set-aside is at least 0");
    must(maxTasks >= 0, "--max-tasks is at least 0");
    return Config.DEFAULT
        .priorities(priorities())
        .lease(lease)
        .stint(stint)
        .maxTasks(maxTasks)
        .runs(enabled == Enabled.ALL || enabled == Enabled.RUN)
        .cleans(enabled == Enabled.ALL || enabled == Enabled.CLEAN);
  }

  private void must(boolean holds, String otherwise) {
    if (!holds) {
      throw usage(otherwise);
    }
  }

  private PriorityRange priorities() {
    try {
      return PriorityRange.of(priorities);
    } catch (IllegalArgumentException e) {
      throw usage("--priorities: " + e.getMessage());
    }
  }

  /** Says why the input is refused; answers the exit code. */
  int refuse(String why) {
    Terminal.print(spec.commandLine().getErr(), "stint: " + why);
    if (json) {
      say("", Map.of("error", Secrets.hidden(why)));
    }
    return Exit.REFUSED;
  }

  ParameterException usage(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /** The id that a person wrote. */
  TaskId id(String text) {
    try {
      return TaskId.of(text);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Prints the line, or the same as JSON. */
  void say(String line, Map<String, ?> facts) {
    say(List.of(line), facts);
  }

  /** Prints the lines, or the same as JSON. */
  void say(List<String> lines, Map<String, ?> facts) {
    if (json) {
      Terminal.printJson(out(), Json.of(facts));
    } else {
      Terminal.print(out(), lines);
    }
  }

  /** Prints what was found, or the same as JSON. */
  void show(OutputOptions output, Sheet sheet, Map<String, ?> facts) {
    show(output, sheet, facts, () -> Records.of(facts));
  }

  /**
   * Prints what was found.
   *
   * @param facts what --json prints, which is older than --output
   */
  void show(OutputOptions output, Sheet sheet, Map<String, ?> facts, Supplier<Records> records) {
    if (json && output.format().isPresent()) {
      throw usage("--json and --output exclude each other; say one of them");
    }
    if (json) {
      Terminal.printJson(out(), Json.of(facts));
      return;
    }
    switch (output.format().orElse(OutputOptions.Format.TABLE)) {
      case TABLE -> Terminal.printLaidOut(out(), sheet.lines(output.screen()));
      case JSON -> Terminal.printJson(out(), records.get().json());
      case JSONL -> records.get().objects().forEach(each -> Terminal.printJson(out(), each));
      case CSV -> printCsv(output, sheet);
    }
  }

  /** To a terminal without what would steer it; else exact. */
  private void printCsv(OutputOptions output, Sheet sheet) {
    List<String> lines = TableCsv.records(sheet.csv(), output.headedCsv());
    boolean terminal = output.screen().width().isPresent();
    Terminal.printLaidOut(out(), terminal ? lines.stream().map(HarmlessText::of).toList() : lines);
  }

  /** Says on stderr what is no answer. */
  void warn(String sentence) {
    Terminal.print(spec.commandLine().getErr(), "stint: " + sentence);
  }

  /** Prints a line for a person who waits; a program that reads JSON is not told. */
  void tell(String line) {
    if (!json) {
      Terminal.print(out(), line);
    }
  }
}
