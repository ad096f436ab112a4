package dev.stint.application.api.operate;

import dev.stint.application.spi.QueryStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.util.List;
import java.util.Optional;

/** What people want to know. Changes nothing. */
public interface AskTasks extends AskStatus, Catalogue {

  /** How the task stands now; asked again, it is refreshed. */
  Optional<TaskRow> find(TaskId task);

  /** The status that the task has now; empty if there is no such task. */
  default Optional<TaskStatus> status(TaskId task) {
    return find(task).map(TaskRow::status);
  }

  /** The task in words and numbers, for pages and logs; empty if there is no such task. */
  default Optional<TaskSummary> summary(TaskId task) {
    return find(task).map(TaskSummary::of);
  }

  Optional<TaskRow> byKey(String key, IdempotencyKey.Scope scope);

  List<TaskRow> list(TaskFilter filter);

  /** A page of what a person looks for; what the store cannot filter is read and left out. */
  TaskSearch.Page search(TaskSearch search);

  /**
   * Newest first; see {@link QueryStore#history}.
   *
   * @param count 0 to 1,000,000
   * @param skip 0 to 1,000,000,000
   * @throws IllegalArgumentException if one of them is not
   */
  List<HistoryRow> history(TaskId task, int count, int skip);

  /**
   * Oldest first: the first 1,000 ordinary ones, with milestones and links beside them up to 2,000
   * in all; what came after that was not kept.
   */
  List<TaskMessage> messages(TaskId task);

  List<SetAside> setAside(TaskId task, int count, int skip);

  /**
   * Whether figures of all tasks are told here; if not, {@link #counts}, {@link #depths}, {@link
   * #workers}, {@link #health} and {@link #monitor} refuse.
   */
  default boolean seesFigures() {
    return true;
  }

  List<TaskCount> counts();

  List<ReadyDepth> depths();

  List<WorkerView> workers();

  StoreReport health();

  /** Problems that need attention. */
  Monitor monitor();
}
