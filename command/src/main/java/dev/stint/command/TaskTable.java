package dev.stint.command;

import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Table;
import dev.stint.command.table.Times;
import dev.stint.command.table.Tone;
import dev.stint.domain.Progress;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.TaskSpec;
import java.util.List;

/** Tasks, one a line. */
final class TaskTable {

  private static final List<Column> COLUMNS =
      List.of(
          Column.whole("ID", 0),
          Column.whole("STATUS", 0),
          Column.text("TYPE", 0),
          Column.number("DONE", 2),
          Column.whole("REQUESTED", 6),
          Column.whole("WHEN", 3),
          Column.text("QUEUE", 7),
          Column.text("NAME", 4),
          Column.text("OWNER", 8),
          Column.text("FAILURE", 5));

  private TaskTable() {}

  static Table of(List<TaskRow> rows, Times times) {
    return new Table(COLUMNS, rows.stream().map(row -> cells(row, times)).toList());
  }

  private static List<Cell> cells(TaskRow row, Times times) {
    TaskSpec spec = row.standing().spec();
    return List.of(
        Cell.of(row.id()),
        status(row.status()),
        Cell.of(row.type()),
        done(row.progress()),
        times.cell(row.requested()),
        when(row, times),
        Cell.of(spec.line().queue()),
        spec.name().map(Cell::of).orElse(Cell.NONE),
        spec.owner().map(Cell::of).orElse(Cell.NONE),
        row.standing().run().lastFailure().map(f -> Cell.of(f.message())).orElse(Cell.NONE));
  }

  /** The word says it; the colour only finds it sooner. */
  static Cell status(TaskStatus status) {
    return Cell.of(status, tone(status));
  }

  static Tone tone(TaskStatus status) {
    return switch (status) {
      case SUCCEEDED -> Tone.GOOD;
      case FAILED -> Tone.BAD;
      case RUNNING -> Tone.BUSY;
      case RETRYING, INTERRUPTED, BLOCKED, PAUSED -> Tone.WARNING;
      case CANCELLED, SUPERSEDED -> Tone.FAINT;
      case PENDING, YIELDED -> Tone.PLAIN;
    };
  }

  static Cell done(Progress progress) {
    return Cell.of(progress.percent() + "%");
  }

  /** When it ended, or began, or is due: the one of them that tells most. */
  private static Cell when(TaskRow row, Times times) {
    return row.finished()
        .map(at -> times.cell("ended", at))
        .orElseGet(
            () ->
                row.status() == TaskStatus.RUNNING
                    ? row.started().map(at -> times.cell("began", at)).orElse(Cell.NONE)
                    : times.cell("due", row.due()));
  }
}
