package dev.stint.command;

import dev.stint.application.api.operate.RunBatch;
import dev.stint.command.builtin.BuiltIn;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stint run}: the cron entry. */
@Command(
    name = "run",
    footer = {"", "Example: stint run --for 50s --exclusive"},
    description = "Run due tasks, then exit (for cron).")
final class RunCommand implements Callable<Integer> {

  private static final int MOST_NAMED = 20;
  private static final Duration LONG = Duration.ofDays(365);

  @Mixin private Common common = new Common();

  @Mixin private WorkerOptions worker = new WorkerOptions();

  @Option(
      names = "--for",
      paramLabel = "TIME",
      description = "for at most this long (default: 30s)")
  private Optional<Duration> within = Optional.empty();

  @Option(names = "--exclusive", description = "return at once if another such run is under way")
  private boolean exclusive;

  @Option(
      names = "--until-done",
      description = "also wait for tasks that are due later or run elsewhere, on lost workers too")
  private boolean untilDone;

  @Option(names = "--queue", split = ",", description = "only these queues")
  private Set<QueueName> queues = Set.of();

  @Option(names = "--type", split = ",", description = "only these types")
  private Set<TaskTypeName> types = Set.of();

  @Override
  public Integer call() throws Exception {
    if (types.contains(BuiltIn.SHELL_EXEC.name()) && !worker.allowsShell()) {
      throw common.usage("shell.exec needs --allow-shell");
    }
    try (OpenedStore home = worker.work();
        Stopping stopping = new Stopping(home.stint())) {
      types.forEach(t -> home.stint().types().get(t));
      RunBatch.Report report = home.stint().batches().runBatch(limits());
      tell(report, elsewhere(home, report));
      boolean failed = report.settled().containsKey(TaskStatus.FAILED);
      if (failed) {
        return Exit.FAILED;
      }
      boolean idle = report.busy() || report.disabled();
      return report.drained() || idle ? Exit.OK : Exit.WORK_LEFT;
    }
  }

  private RunBatch.Limits limits() {
    Duration most = within.orElse(untilDone ? LONG : worker.config().batchLimit());
    return new RunBatch.Limits(
        Optional.of(most),
        exclusive ? Optional.of("stint.run") : Optional.empty(),
        queues,
        types,
        OptionalInt.empty(),
        untilDone);
  }

  /** What other workers hold, newest first; a count says no more than that it is not over. */
  private List<String> elsewhere(OpenedStore home, RunBatch.Report report) {
    if (report.elsewhere() == 0) {
      return List.of();
    }
    TaskFilter running =
        new TaskFilter(
            Set.of(TaskStatus.RUNNING),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MOST_NAMED);
    return home.stint().ask().list(running).stream()
        .map(r -> r.standing().spec())
        .filter(s -> queues.isEmpty() || queues.contains(s.line().queue()))
        .filter(s -> types.isEmpty() || types.contains(s.line().type()))
        .map(s -> s.line().type() + " " + s.id())
        .toList();
  }

  private void tell(RunBatch.Report report, List<String> elsewhere) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("drained", report.drained());
    facts.put("busy", report.busy());
    facts.put("disabled", report.disabled());
    facts.put("exclusivityLost", report.exclusivityLost());
    facts.put("settled", report.settled());
    facts.put("elsewhere", report.elsewhere());
    facts.put("elsewhereTasks", elsewhere);
    facts.put("messages", report.messages());
    facts.put("millis", report.used().toMillis());
    common.say(words(report, elsewhere), facts);
  }

  private static String words(RunBatch.Report report, List<String> elsewhere) {
    if (report.disabled()) {
      return "disabled";
    }
    if (report.busy()) {
      return "another exclusive run is under way";
    }
    return "%s in %d ms; stints: %s; still running elsewhere: %s"
        .formatted(
            report.drained() ? "drained" : "more to do",
            report.used().toMillis(),
            report.settled().isEmpty() ? "none" : report.settled(),
            report.elsewhere() == 0
                ? "none"
                : report.elsewhere() + " (" + String.join(", ", elsewhere) + ")");
  }
}
