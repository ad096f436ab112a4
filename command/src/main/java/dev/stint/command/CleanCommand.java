package dev.stint.command;

import dev.stint.application.api.CleanRule;
import dev.stint.application.api.Config;
import dev.stint.bootstrap.Stint;
import dev.stint.command.table.Sheet;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stint clean}. */
@Command(
    name = "clean",
    footer = {"", "Example: stint clean --status failed --older-than 30d --dry-run"},
    description = "Remove finished tasks past their retention.")
final class CleanCommand implements Callable<Integer> {

  private static final int MOST_SHOWN = 100;

  @Mixin private Common common = new Common();

  @Mixin private WriteOptions store = new WriteOptions();

  @Mixin private SwitchOptions switches = new SwitchOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--dry-run", description = "only print how many would be removed")
  private boolean dryRun;

  @Option(names = "--preview", description = "list the tasks that would be removed (100 at most)")
  private boolean preview;

  @Option(names = "--history-only", description = "keep the tasks, drop history and messages")
  private boolean historyOnly;

  @Option(names = "--older-than", paramLabel = "TIME", description = "since they finished")
  private Optional<Duration> age = Optional.empty();

  @Option(names = "--type", split = ",", description = "only these types")
  private Set<String> types = Set.of();

  @Option(names = "--status", split = ",", description = "only these finished statuses")
  private Set<TaskStatus> statuses = Set.of();

  @Override
  public Integer call() throws Exception {
    for (TaskStatus status : statuses) {
      if (!status.finished()) {
        throw common.usage(status + " is not over: only finished tasks are cleaned");
      }
    }
    CleanRule.Sweep rule =
        new CleanRule.Sweep(
            types.stream().map(TaskTypeName::new).collect(Collectors.toSet()),
            statuses,
            age,
            historyOnly,
            dryRun);
    if (!preview && output.format().isPresent()) {
      throw common.usage("--output is for --preview; say --json");
    }
    Config config = switches.of(Config.DEFAULT);
    try (OpenedStore home = preview || dryRun ? store.look() : store.open(config)) {
      if (preview) {
        return preview(home.stint(), new CleanRule("preview", true, rule, Optional.empty()));
      }
      if (!dryRun && !config.cleans()) {
        common.say("disabled", Map.of("tasks", 0, "disabled", true));
        return Exit.OK;
      }
      long gone = home.stint().clean().clean(rule);
      common.say(gone + (dryRun ? " would go" : " gone"), Map.of("tasks", gone, "dryRun", dryRun));
      return Exit.OK;
    }
  }

  private int preview(Stint stint, CleanRule rule) {
    List<TaskRow> rows = stint.clean().preview(rule, MOST_SHOWN);
    Sheet sheet =
        Sheet.of(TaskTable.of(rows, output.times()), "no tasks would go")
            .exactly(TaskSummaries.table(rows));
    common.show(
        output,
        sheet,
        Map.of("tasks", rows.stream().map(Printers::facts).toList()),
        () -> Records.of("tasks", rows.stream().map(ApiRecords::task).toList()));
    return Exit.OK;
  }
}
