package dev.stint.command;

import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Table;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Figures of the whole store. */
final class FigureTables {

  private static final List<Column> WORKERS =
      List.of(
          Column.text("WORKER", 0),
          Column.whole("STATE", 0),
          Column.whole("RENEWED", 1),
          Column.whole("LEASE", 4),
          Column.whole("ID", 3),
          Column.text("TYPES", 2));

  private static final List<Column> DEPTHS =
      List.of(
          Column.text("QUEUE", 0),
          Column.text("TYPE", 0),
          Column.whole("LANE", 1),
          Column.number("READY", 0),
          Column.whole("OLDEST DUE", 0));

  private static final List<Column> COUNTS =
      List.of(
          Column.text("QUEUE", 0),
          Column.text("TYPE", 0),
          Column.whole("LANE", 1),
          Column.whole("STATUS", 0),
          Column.number("TASKS", 0));

  private FigureTables() {}

  static Table workers(List<WorkerView> workers, Times times) {
    return new Table(
        WORKERS,
        workers.stream()
            .sorted(Comparator.comparing(WorkerView::label).thenComparing(w -> w.id().toString()))
            .map(w -> cells(w, times))
            .toList());
  }

  private static List<Cell> cells(WorkerView worker, Times times) {
    String types =
        worker.types().stream().map(TaskTypeName::value).sorted().collect(Collectors.joining(","));
    return List.of(
        Cell.of(worker.label()),
        worker.live() ? Cell.of("live", Tone.GOOD) : Cell.of("LOST", Tone.BAD),
        times.cell(worker.renewed()),
        Cell.of(worker.lease()),
        Cell.of(worker.id()),
        Cell.of(types));
  }

  static Table depths(List<ReadyDepth> depths, Times times) {
    return new Table(
        DEPTHS,
        depths.stream()
            .sorted(Comparator.comparing(ReadyDepth::oldestDue))
            .map(
                d ->
                    List.of(
                        Cell.of(d.line().queue()),
                        Cell.of(d.line().type()),
                        Cell.of(d.lane()),
                        new Cell(d.figure(), String.valueOf(d.ready()), Tone.PLAIN),
                        times.cell(d.oldestDue())))
            .toList());
  }

  static Table counts(List<TaskCount> counts) {
    return new Table(
        COUNTS,
        counts.stream()
            .sorted(
                Comparator.comparing((TaskCount c) -> c.line().toString())
                    .thenComparing(TaskCount::lane)
                    .thenComparing(TaskCount::status))
            .map(
                c ->
                    List.of(
                        Cell.of(c.line().queue()),
                        Cell.of(c.line().type()),
                        Cell.of(c.lane()),
                        TaskTable.status(c.status()),
                        new Cell(c.figure(), String.valueOf(c.tasks()), Tone.PLAIN)))
            .toList());
  }
}
