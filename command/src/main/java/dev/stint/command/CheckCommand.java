package dev.stint.command;

import dev.stint.application.api.operate.CheckBuild;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Table;
import dev.stint.command.table.Tone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint check}: before a rollout. */
@Command(
    name = "check",
    footer = {"", "Example: stint check && deploy"},
    description = "List the unfinished tasks that this build could not read; exit code 3 if any.")
final class CheckCommand implements Callable<Integer> {

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("TYPE", 0),
          Column.number("VERSION", 2),
          Column.number("TASKS", 1),
          Column.whole("EXAMPLE", 3),
          Column.prose("WHY", 0));

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = store.look()) {
      CheckBuild.Report report = home.stint().check().check();
      List<Map<String, Object>> facts =
          report.unreadable().stream().map(CheckCommand::facts).toList();
      common.show(output, sheet(report), Map.of("looked", report.looked(), "unreadable", facts));
      return report.unreadable().isEmpty() ? Exit.OK : Exit.REFUSED;
    }
  }

  private static Map<String, Object> facts(CheckBuild.Unreadable found) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("type", found.type().value());
    facts.put("version", found.version());
    facts.put("tasks", found.tasks());
    facts.put("why", found.why());
    facts.put("example", found.example().toString());
    return facts;
  }

  private static Sheet sheet(CheckBuild.Report report) {
    return Sheet.of(
        new Table(COLUMNS, report.unreadable().stream().map(CheckCommand::cells).toList()),
        "this build can read all %d unfinished tasks".formatted(report.looked()));
  }

  private static List<Cell> cells(CheckBuild.Unreadable found) {
    return List.of(
        Cell.of(found.type()),
        Cell.number(found.version()),
        Cell.number(found.tasks()),
        Cell.of(found.example()),
        Cell.of(found.why(), Tone.BAD));
  }
}
