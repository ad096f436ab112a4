package dev.stint.command;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Table;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.life.TaskStatus;
import dev.stint.web.ApiRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code stint queues}. */
@Command(
    name = "queues",
    footer = {"", "Example: stint queues --output json"},
    description =
        "List the queues: what is ready in them, runs and failed, and whether they are held.")
final class QueuesCommand implements Callable<Integer> {

  private static final List<Column> COLUMNS =
      List.of(
          Column.text("QUEUE", 0),
          Column.number("READY", 0),
          Column.whole("OLDEST DUE", 1),
          Column.number("RUNNING", 0),
          Column.number("FAILED", 2),
          Column.whole("STATE", 0),
          Column.number("LIMIT", 3));

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws Exception {
    try (OpenedStore home = store.look()) {
      AskTasks ask = home.stint().ask();
      List<QueueFigures.Figure> queues =
          new QueueFigures(home.stint().queues().list(), ask.depths(), ask.counts()).all();
      Times times = output.times();
      Table table = new Table(COLUMNS, queues.stream().map(q -> cells(q, times)).toList());
      common.show(
          output,
          Sheet.of(table, "no queue holds tasks"),
          Map.of("queues", queues.stream().map(QueuesCommand::facts).toList()),
          () -> Records.of("queues", ApiRecords.queues(ask, home.stint().queues().list())));
      return Exit.OK;
    }
  }

  private static List<Cell> cells(QueueFigures.Figure queue, Times times) {
    Cell failed = Cell.number(queue.of(TaskStatus.FAILED));
    return List.of(
        Cell.of(queue.gate().name()),
        figure(queue, queue.ready()),
        times.cell(queue.oldestDue()),
        figure(queue, queue.of(TaskStatus.RUNNING)),
        failed.raw().equals("0") ? failed : failed.in(Tone.BAD),
        queue.gate().closed() ? Cell.of("paused", Tone.WARNING) : Cell.of("open", Tone.GOOD),
        queue.gate().limit().isPresent()
            ? Cell.number(queue.gate().limit().getAsInt())
            : Cell.NONE);
  }

  private static Cell figure(QueueFigures.Figure queue, long number) {
    Cell exact = Cell.number(number);
    return queue.atLeast() && number > 0
        ? new Cell(exact.shown() + "+", exact.raw(), exact.tone())
        : exact;
  }

  private static Map<String, Object> facts(QueueFigures.Figure queue) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", queue.gate().name());
    facts.put("ready", queue.ready());
    facts.put("running", queue.of(TaskStatus.RUNNING));
    facts.put("failed", queue.of(TaskStatus.FAILED));
    facts.put("atLeast", queue.atLeast());
    facts.put("paused", queue.gate().closed());
    facts.put("limit", queue.gate().limit().orElse(0));
    queue.oldestDue().ifPresent(at -> facts.put("oldestDue", at.toString()));
    return facts;
  }
}
