package dev.stint.application.service;

import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.RenderedLink;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Owner;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What one principal may see: the rest is not listed and not found. */
final class AskAs implements AskTasks {

  /** Rows of others that are read at most for one answer. */
  private static final long MOST_READ = 200_000;

  private final AccessPolicy policy;
  private final Principal who;
  private final AskTasks ask;

  AskAs(AccessPolicy policy, Principal who, AskTasks ask) {
    this.policy = policy;
    this.who = who;
    this.ask = ask;
  }

  private boolean sees(TaskRow row) {
    return policy.allows(who, AccessPolicy.Verb.VIEW, row);
  }

  private boolean sees(TaskId task) {
    return find(task).isPresent();
  }

  @Override
  public boolean seesFigures() {
    return policy.allowsFigures(who);
  }

  private void mustSeeFigures() {
    if (!seesFigures()) {
      throw new RefusedException(who.name() + " may not see figures of all tasks");
    }
  }

  @Override
  public Optional<TaskRow> find(TaskId task) {
    return ask.find(task).filter(this::sees).map(AskAs::shown);
  }

  /** Their own key, else one without an owner whose task they may see. */
  @Override
  public Optional<TaskRow> byKey(String key, IdempotencyKey.Scope scope) {
    IdempotencyKey named = IdempotencyKey.named(key, scope);
    Optional<TaskRow> own = seen(named.ownedBy(who.name()));
    return own.filter(row -> UniqueRequests.keeps(named, row))
        .or(() -> seen(named).filter(row -> own.isEmpty() || UniqueRequests.keeps(named, row)))
        .or(() -> own);
  }

  private Optional<TaskRow> seen(IdempotencyKey key) {
    return ask.byKey(key.value(), key.scope()).filter(this::sees).map(AskAs::shown);
  }

  /** With its keys as its requester called them. */
  private static TaskRow shown(TaskRow row) {
    return row.withUnownedKeys();
  }

  @Override
  public List<TaskRow> list(TaskFilter filter) {
    Optional<Owner> only = policy.seesOnly(who);
    if (only.isPresent() && filter.owner().isPresent() && !only.equals(filter.owner())) {
      return List.of();
    }
    TaskFilter theirs = only.map(filter::owner).orElse(filter);
    List<TaskRow> seen = new ArrayList<>();
    TaskFilter page = only.isPresent() ? theirs : theirs.limit(page(filter.limit()));
    for (long read = 0; read < MOST_READ; read += page.limit()) {
      List<TaskRow> rows = ask.list(page);
      rows.stream().filter(this::sees).map(AskAs::shown).forEach(seen::add);
      if (seen.size() >= filter.limit() || rows.size() < page.limit()) {
        break;
      }
      page = page.after(TaskScan.place(rows.get(rows.size() - 1), page.order()));
    }
    return seen.stream().limit(filter.limit()).toList();
  }

  /** What one may not see is read by the page, never one by one. */
  private static int page(int wanted) {
    return Math.max(wanted, TaskScan.PAGE);
  }

  @Override
  public TaskSearch.Page search(TaskSearch search) {
    Optional<Owner> only = policy.seesOnly(who);
    if (only.isPresent() && search.owner().isPresent() && !only.equals(search.owner())) {
      return new TaskSearch.Page(List.of(), Optional.empty());
    }
    TaskSearch theirs = only.map(o -> search.owner(o.value())).orElse(search);
    List<TaskRow> seen = new ArrayList<>();
    TaskSearch next = only.isPresent() ? theirs : theirs.limit(page(search.limit()));
    Optional<TaskPlace> last = Optional.empty();
    for (long read = 0; read < MOST_READ; read += next.limit()) {
      TaskSearch.Page page = ask.search(next);
      for (TaskRow row : page.tasks()) {
        if (sees(row)) {
          seen.add(shown(row));
        }
        if (seen.size() == search.limit()) {
          return new TaskSearch.Page(seen, row.place(search.order()));
        }
      }
      last = page.next();
      if (last.isEmpty()) {
        break;
      }
      next = next.after(last.get());
    }
    return new TaskSearch.Page(seen, last);
  }

  @Override
  public List<HistoryRow> history(TaskId task, int count, int skip) {
    return sees(task) ? ask.history(task, count, skip) : List.of();
  }

  @Override
  public List<TaskMessage> messages(TaskId task) {
    return sees(task) ? ask.messages(task) : List.of();
  }

  @Override
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    return sees(task) ? ask.setAside(task, count, skip) : List.of();
  }

  @Override
  public List<TaskCount> counts() {
    mustSeeFigures();
    return ask.counts();
  }

  @Override
  public List<ReadyDepth> depths() {
    mustSeeFigures();
    return ask.depths();
  }

  @Override
  public List<WorkerView> workers() {
    mustSeeFigures();
    return ask.workers();
  }

  @Override
  public StoreReport health() {
    mustSeeFigures();
    return ask.health();
  }

  @Override
  public Monitor monitor() {
    mustSeeFigures();
    return ask.monitor();
  }

  @Override
  public List<TypeEntry> types() {
    return ask.types();
  }

  @Override
  public Optional<TypeEntry> type(String name) {
    return ask.type(name);
  }

  @Override
  public Optional<TaskRow> latest(String type) {
    return newest(TaskSearch.ALL.type(type));
  }

  @Override
  public Optional<TaskRow> latestOf(String owner) {
    return newest(TaskSearch.ALL.owner(owner));
  }

  private Optional<TaskRow> newest(TaskSearch search) {
    return search(search.limit(1)).tasks().stream().findFirst();
  }

  @Override
  public boolean existsActive(String type) {
    TaskSearch unfinished = TaskSearch.ALL.type(type).statuses(AskService.UNFINISHED);
    return newest(unfinished).isPresent();
  }

  @Override
  public boolean existsActiveKey(String key) {
    return byKey(key, IdempotencyKey.Scope.ACTIVE)
        .filter(row -> !row.standing().run().status().finished())
        .isPresent();
  }

  @Override
  public Optional<TaskRow> await(TaskId task, Duration atMost) {
    return sees(task)
        ? ask.await(task, atMost).filter(this::sees).map(AskAs::shown)
        : Optional.empty();
  }

  @Override
  public CompletionStage<Optional<TaskRow>> awaitAsync(TaskId task, Duration atMost) {
    return sees(task)
        ? ask.awaitAsync(task, atMost).thenApply(row -> row.filter(this::sees).map(AskAs::shown))
        : CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public Optional<RenderedLink> link(TaskId task) {
    return sees(task) ? ask.link(task) : Optional.empty();
  }

  @Override
  public Optional<String> notice(TaskId task) {
    return sees(task) ? ask.notice(task) : Optional.empty();
  }
}
