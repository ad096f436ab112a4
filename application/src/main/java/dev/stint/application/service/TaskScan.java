package dev.stint.application.service;

import dev.stint.application.spi.QueryStore;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks tasks page by page, in the order of the filter. */
final class TaskScan {

  static final int PAGE = 500;

  private final QueryStore store;

  TaskScan(QueryStore store) {
    this.store = store;
  }

  static TaskFilter filter(Set<TaskStatus> statuses, Optional<TaskTypeName> type) {
    return new TaskFilter(
        statuses, type, Optional.empty(), Optional.empty(), Optional.empty(), PAGE);
  }

  static TaskId id(TaskRow row) {
    return row.standing().spec().id();
  }

  /** Of a row that was listed in this order. */
  static TaskPlace place(TaskRow row, TaskOrder order) {
    return row.place(order).orElseThrow();
  }

  /** The first {@code count} that match; looks at no more than {@code most}. */
  List<TaskRow> find(TaskFilter filter, Predicate<TaskRow> which, int count, long most) {
    List<TaskRow> found = new ArrayList<>();
    walk(
        filter,
        most,
        row -> {
          if (which.test(row)) {
            found.add(row);
          }
          return found.size() < count;
        });
    return found;
  }

  /** Shows every one. */
  void all(TaskFilter filter, Consumer<TaskRow> each) {
    walk(
        filter,
        Long.MAX_VALUE,
        row -> {
          each.accept(row);
          return true;
        });
  }

  /** Goes on while {@code each} says so; answers where it stopped short of the end. */
  Optional<TaskPlace> walk(TaskFilter filter, long most, Predicate<TaskRow> each) {
    TaskFilter page = filter;
    long looked = 0;
    while (true) {
      List<TaskRow> rows = store.list(page);
      for (TaskRow row : rows) {
        looked++;
        if (!each.test(row) || looked >= most) {
          return row.place(filter.order());
        }
      }
      if (rows.size() < page.limit()) {
        return Optional.empty();
      }
      page = page.after(place(rows.get(rows.size() - 1), filter.order()));
    }
  }
}
