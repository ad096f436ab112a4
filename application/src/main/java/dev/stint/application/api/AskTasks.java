package dev.stint.application.api;

import dev.stint.application.spi.HistoryRow;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What people want to know. Changes nothing. */
public interface AskTasks {

  Optional<TaskRow> find(TaskId task);

  Optional<TaskRow> byKey(String key, IdempotencyKey.Scope scope);

  List<TaskRow> list(QueryStore.Filter filter);

  List<HistoryRow> history(TaskId task, int count, int skip);

  List<QueryStore.Noted> messages(TaskId task);

  List<SetAside> setAside(TaskId task, int count, int skip);

  List<QueryStore.Count> counts();

  List<QueryStore.Depth> depths();

  List<QueryStore.WorkerSeen> workers();

  QueryStore.Health health();

  /** Waits until the task is finished; answers how it stands then, or when time is up. */
  Optional<TaskRow> await(TaskId task, Duration atMost);
}
