package dev.stint.command;

import dev.stint.application.api.operate.TaskSummary;
import dev.stint.command.table.Cell;
import dev.stint.command.table.Column;
import dev.stint.command.table.Table;
import dev.stint.domain.task.TaskRow;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/** Tasks with all that a summary has, for CSV: a column for each component. */
final class TaskSummaries {

  private TaskSummaries() {}

  static Table table(List<TaskRow> rows) {
    List<RecordComponent> components = Stream.of(TaskSummary.class.getRecordComponents()).toList();
    return new Table(
        components.stream().map(c -> Column.whole(snake(c.getName()), 0)).toList(),
        rows.stream()
            .map(TaskSummary::of)
            .map(task -> components.stream().map(c -> cell(c, task)).toList())
            .toList());
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1");
  }

  private static Cell cell(RecordComponent component, TaskSummary task) {
    try {
      Object value = component.getAccessor().invoke(task);
      return value == null ? Cell.NONE : Cell.of(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
