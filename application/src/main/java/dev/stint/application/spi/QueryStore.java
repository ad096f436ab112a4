package dev.stint.application.spi;

import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.KeptMessages;
import dev.stint.domain.Line;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.store.CountBound;
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
import java.util.Set;

/** Reads for people and dashboards. Locks nothing; tombstones are not shown by {@code list}. */
public interface QueryStore {

  /** The task, live, finished or a tombstone (then without arguments). */
  Optional<TaskRow> find(TaskId task);

  /** The task that a key names now. */
  Optional<TaskId> byKey(IdempotencyKey key);

  /**
   * The tasks that the filter leaves, in its order. Orders other than by id have no index and cost
   * by what the filter leaves; a store that reads no more than it can hold says so instead.
   *
   * @throws OutOfBoundsException if more tasks are left than it will sort
   */
  List<TaskRow> list(TaskFilter filter);

  /**
   * Newest first, one of each run that ended, no more than the task keeps; none of a tombstone. See
   * {@link RunRecord}.
   */
  List<HistoryRow> history(TaskId task, int count, int skip);

  /**
   * Oldest first, all that are kept: as {@link KeptMessages} says at most 1,000 ordinary ones and
   * at most 2,000 with milestones and links.
   */
  List<TaskMessage> messages(TaskId task);

  /**
   * In an order of the store's own, the same at every call: an item that is set aside again keeps
   * its place. Sees what the task's last write noted, at once.
   */
  List<SetAside> setAside(TaskId task, int count, int skip);

  /** The same as far as people are told. */
  default List<TaskCount> counts() {
    return counts(CountBound.STANDARD);
  }

  /**
   * How many tasks stand at each (line, lane, status), all of them at one moment. A line and lane
   * with no more live tasks than the bound, and no more finished ones of a status, is counted
   * exactly; beyond that the answer may say that there are at least that many. It costs by the
   * number of figures and by the bound, not by the number of tasks.
   */
  List<TaskCount> counts(CountBound bound);

  /** The same as far as people are told. */
  default List<ReadyDepth> depths() {
    return depths(CountBound.STANDARD);
  }

  /**
   * Each line and lane with ready tasks: how many, as {@link #counts} counts, and the oldest due
   * time. Those that are BLOCKED are no part of it, though a worker may be due to look at what they
   * wait for.
   */
  List<ReadyDepth> depths(CountBound bound);

  /** The lines that have ready tasks. Costs by the number of lines, not of tasks. */
  Set<Line> lines();

  List<WorkerView> workers();

  /**
   * Store kind and time, for health. A database that answers, and whose tables are not there or are
   * not those of this build, is told of as a report with a warning that says so; its schema is 0
   * where there are none. Throws only for a store that cannot be asked.
   */
  StoreReport health();
}
