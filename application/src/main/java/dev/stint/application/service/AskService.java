package dev.stint.application.service;

import dev.stint.application.api.AskTasks;
import dev.stint.application.spi.HistoryRow;
import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Answers from the store; waiting polls, first often, then every half second. An interrupt ends a
 * wait early and stays set.
 */
public final class AskService implements AskTasks {

  private static final long FIRST_LOOK = 5_000_000;
  private static final long RAREST_LOOK = 500_000_000;
  private static final Duration LONGEST_WAIT = Duration.ofDays(36_500);

  private final QueryStore store;
  private final LongSupplier nanos;
  private final LongConsumer pause;

  public AskService(QueryStore store, LongSupplier nanos) {
    this(store, nanos, LockSupport::parkNanos);
  }

  /**
   * @param pause waits so many nanoseconds, or less
   */
  AskService(QueryStore store, LongSupplier nanos, LongConsumer pause) {
    this.store = store;
    this.nanos = nanos;
    this.pause = pause;
  }

  @Override
  public Optional<TaskRow> find(TaskId task) {
    return store.find(task);
  }

  @Override
  public Optional<TaskRow> byKey(String key, IdempotencyKey.Scope scope) {
    return store.byKey(new IdempotencyKey(key, scope)).flatMap(store::find);
  }

  @Override
  public List<TaskRow> list(QueryStore.Filter filter) {
    return store.list(filter);
  }

  @Override
  public List<HistoryRow> history(TaskId task, int count, int skip) {
    return store.history(task, count, skip);
  }

  @Override
  public List<QueryStore.Noted> messages(TaskId task) {
    return store.messages(task);
  }

  @Override
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    return store.setAside(task, count, skip);
  }

  @Override
  public List<QueryStore.Count> counts() {
    return store.counts();
  }

  @Override
  public List<QueryStore.Depth> depths() {
    return store.depths();
  }

  @Override
  public List<QueryStore.WorkerSeen> workers() {
    return store.workers();
  }

  @Override
  public QueryStore.Health health() {
    return store.health();
  }

  @Override
  public Optional<TaskRow> await(TaskId task, Duration atMost) {
    Duration bounded = atMost.compareTo(LONGEST_WAIT) < 0 ? atMost : LONGEST_WAIT;
    long end = nanos.getAsLong() + bounded.toNanos();
    long look = FIRST_LOOK;
    while (true) {
      Optional<TaskRow> row = store.find(task);
      boolean over = row.map(r -> r.standing().run().status().finished()).orElse(true);
      long left = end - nanos.getAsLong();
      if (over || left <= 0 || Thread.currentThread().isInterrupted()) {
        return row;
      }
      pause.accept(Math.min(look, left));
      look = Math.min(RAREST_LOOK, look * 2);
    }
  }
}
