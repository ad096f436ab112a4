package dev.stint.command;

import dev.stint.application.api.operate.Monitor;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Sheet.Part;
import dev.stint.command.table.Table;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRecords;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint monitor}. */
@Command(
    name = "monitor",
    footer = {"", "Example: stint monitor || mail -s Stint me@example.org"},
    description = "Report problems that need attention; exit code 1 if there are any.")
final class MonitorCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = store.look()) {
      Monitor monitor = home.stint().ask().monitor();
      common.show(
          output, sheet(monitor), facts(monitor), () -> Records.one(ApiRecords.monitor(monitor)));
      return monitor.needsPerson() ? Exit.FAILED : Exit.OK;
    }
  }

  private static Map<String, Object> facts(Monitor monitor) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", monitor.at().toString());
    facts.put("findings", monitor.findings());
    facts.put(
        "counts",
        monitor.counts().stream()
            .map(
                c ->
                    Map.of(
                        "type", c.line().type().value(),
                        "queue", c.line().queue().value(),
                        "lane", c.lane().name(),
                        "status", c.status().name(),
                        "tasks", c.tasks(),
                        "atLeast", c.atLeast()))
            .toList());
    monitor.oldest().ifPresent(o -> facts.put("oldestWaitingSeconds", age(monitor, o)));
    facts.put("overlong", ids(monitor.overlong()));
    facts.put("failed", ids(monitor.failed()));
    facts.put("unreadable", ids(monitor.unreadable()));
    facts.put("unclaimed", monitor.unclaimed().stream().map(TaskTypeName::value).sorted().toList());
    return facts;
  }

  private static List<String> ids(List<TaskRow> rows) {
    return rows.stream().map(r -> r.standing().spec().id().toString()).toList();
  }

  private static long age(Monitor monitor, ReadyDepth oldest) {
    return Duration.between(oldest.oldestDue(), monitor.at()).toSeconds();
  }

  private Sheet sheet(Monitor monitor) {
    Times times = new Times(monitor.at(), output.times().relative());
    List<ReadyDepth> oldest = monitor.oldest().map(List::of).orElse(List.of());
    return new Sheet(
            List.of(
                new Part(
                    monitor.needsPerson() ? "needs a person:" : "",
                    2,
                    findings(monitor, ""),
                    "nothing needs a person"),
                new Part("All tasks", 0, FigureTables.counts(monitor.counts()), ""),
                new Part("Waiting longest", 0, FigureTables.depths(oldest, times), ""),
                new Part("Running too long", 0, TaskTable.of(monitor.overlong(), times), ""),
                new Part("Failed in the last day", 0, TaskTable.of(monitor.failed(), times), ""),
                new Part("Unreadable", 0, TaskTable.of(monitor.unreadable(), times), "")))
        .exactly(findings(monitor, "FINDING"));
  }

  private static Table findings(Monitor monitor, String title) {
    return new Table(
        List.of(Column.prose(title, 0)),
        monitor.findings().stream().map(f -> List.of(Cell.of(f, Tone.WARNING))).toList());
  }
}
