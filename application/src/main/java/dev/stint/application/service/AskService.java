package dev.stint.application.service;

import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.RenderedLink;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.ActionLink;
import dev.stint.domain.Bounds;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Message;
import dev.stint.domain.Owner;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Answers from the store; waiting polls, first often, then every half second. An interrupt ends a
 * wait early and stays set.
 */
public final class AskService implements AskTasks {

  private static final int MOST_SKIPPED = 1_000_000_000;
  private static final long FIRST_LOOK = 5_000_000;
  private static final long RAREST_LOOK = 500_000_000;
  static final Set<TaskStatus> UNFINISHED =
      EnumSet.complementOf(
          EnumSet.of(
              TaskStatus.SUCCEEDED,
              TaskStatus.FAILED,
              TaskStatus.CANCELLED,
              TaskStatus.SUPERSEDED));

  private final QueryStore store;
  private final AskParts parts;
  private final AsyncWaits waits;

  public AskService(QueryStore store, AskParts parts) {
    this.store = store;
    this.parts = parts;
    this.waits = new AsyncWaits(store, parts.nanos(), parts.pause(), parts.start());
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
  public List<TaskRow> list(TaskFilter filter) {
    Bounds.count("the limit of a list", filter.limit(), 1, TaskSearch.MOST);
    return store.list(filter);
  }

  @Override
  public List<HistoryRow> history(TaskId task, int count, int skip) {
    checkPage(count, skip);
    return store.history(task, count, skip);
  }

  @Override
  public List<TaskMessage> messages(TaskId task) {
    return store.messages(task);
  }

  @Override
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    checkPage(count, skip);
    return store.setAside(task, count, skip);
  }

  private static void checkPage(int count, int skip) {
    Bounds.count("the count of a page", count, 0, RequestOptions.ALL_HISTORY);
    Bounds.count("what a page skips", skip, 0, MOST_SKIPPED);
  }

  @Override
  public List<TaskCount> counts() {
    return store.counts();
  }

  @Override
  public List<ReadyDepth> depths() {
    return store.depths();
  }

  @Override
  public List<WorkerView> workers() {
    return store.workers();
  }

  @Override
  public StoreReport health() {
    return store.health();
  }

  @Override
  public TaskSearch.Page search(TaskSearch search) {
    return new SearchService(store, parts.types()).page(search);
  }

  @Override
  public Monitor monitor() {
    return new Monitoring(store, parts.types()).look();
  }

  @Override
  public List<TypeEntry> types() {
    return parts.types().types();
  }

  @Override
  public Optional<TypeEntry> type(String name) {
    return parts.types().type(name);
  }

  @Override
  public Optional<TaskRow> latest(String type) {
    return parts.types().names(new TaskTypeName(type)).stream()
        .flatMap(name -> first(Set.of(), Optional.of(name), Optional.empty()).stream())
        .max(Comparator.comparing(TaskScan::id));
  }

  @Override
  public Optional<TaskRow> latestOf(String owner) {
    return first(Set.of(), Optional.empty(), Optional.of(new Owner(owner)));
  }

  @Override
  public boolean existsActive(String type) {
    return parts.types().names(new TaskTypeName(type)).stream()
        .anyMatch(name -> first(UNFINISHED, Optional.of(name), Optional.empty()).isPresent());
  }

  @Override
  public boolean existsActiveKey(String key) {
    return byKey(key, IdempotencyKey.Scope.ACTIVE)
        .filter(row -> !row.standing().run().status().finished())
        .isPresent();
  }

  private Optional<TaskRow> first(
      Set<TaskStatus> statuses, Optional<TaskTypeName> type, Optional<Owner> owner) {
    TaskFilter newest =
        new TaskFilter(statuses, type, Optional.empty(), owner, Optional.empty(), 1);
    return store.list(newest).stream().findFirst();
  }

  @Override
  public Optional<RenderedLink> link(TaskId task) {
    return store.messages(task).stream()
        .map(TaskMessage::message)
        .filter(m -> m.level() == Message.Level.LINK)
        .reduce((older, newer) -> newer)
        .map(m -> (ActionLink) parts.codec().decode(Payload.of(m.text()), ActionLink.class))
        .map(l -> new RenderedLink(l.text(), parts.links().url(l), l.target()));
  }

  @Override
  public Optional<String> notice(TaskId task) {
    return store
        .find(task)
        .map(TaskRow::standing)
        .map(
            s -> {
              ActionLink list = ActionLink.of("tasks", "tasks");
              var about =
                  new NoticeRenderer.Notice(
                      task,
                      s.spec().line().type(),
                      s.spec().name(),
                      parts.links().url(list.with("id", "" + task)),
                      parts.links().url(list));
              return parts.notices().notice(about);
            });
  }

  @Override
  public Optional<TaskRow> await(TaskId task, Duration atMost) {
    long end = parts.nanos().getAsLong() + bounded(atMost);
    long look = FIRST_LOOK;
    while (true) {
      Optional<TaskRow> row = store.find(task);
      boolean over = row.map(r -> r.standing().run().status().finished()).orElse(true);
      long left = end - parts.nanos().getAsLong();
      if (over || left <= 0 || Thread.currentThread().isInterrupted()) {
        return row;
      }
      parts.pause().accept(Math.min(look, left));
      look = Math.min(RAREST_LOOK, look * 2);
    }
  }

  @Override
  public CompletionStage<Optional<TaskRow>> awaitAsync(TaskId task, Duration atMost) {
    return waits.add(task, bounded(atMost));
  }

  private static long bounded(Duration atMost) {
    if (atMost.isNegative()) {
      throw new IllegalArgumentException("a wait lasts 0 or longer, not " + atMost);
    }
    return atMost.compareTo(WITHOUT_END) > 0 ? WITHOUT_END.toNanos() : atMost.toNanos();
  }
}
