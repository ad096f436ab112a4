package dev.stint.application.memory;

import dev.stint.application.spi.QueryStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.CountBound;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** See {@link QueryStore}. */
final class MemoryQueryStore implements QueryStore {

  private static final int SCHEMA = 1;

  private final TaskTable ledger;
  private final MemoryWorkerStore workers;

  MemoryQueryStore(TaskTable ledger, MemoryWorkerStore workers) {
    this.ledger = ledger;
    this.workers = workers;
  }

  @Override
  public Optional<TaskRow> find(TaskId task) {
    synchronized (ledger) {
      return ledger.find(task).map(StoredTask::row);
    }
  }

  @Override
  public Optional<TaskId> byKey(IdempotencyKey key) {
    synchronized (ledger) {
      return Optional.ofNullable(ledger.keys.get(key.value())).map(TaskTable.KeyRow::task);
    }
  }

  @Override
  public List<TaskRow> list(TaskFilter filter) {
    synchronized (ledger) {
      return all()
          .filter(c -> !c.tombstone && matches(c, filter))
          .filter(c -> young(c, filter))
          .map(StoredTask::row)
          .filter(row -> follows(row, filter))
          .sorted(
              Comparator.comparing(
                  row -> row.place(filter.order()).orElseThrow(), filter.order().comparator()))
          .limit(filter.limit())
          .toList();
    }
  }

  private static boolean matches(StoredTask cell, TaskFilter filter) {
    return (filter.statuses().isEmpty() || filter.statuses().contains(cell.run.status()))
        && filter.type().map(cell.spec.line().type()::equals).orElse(true)
        && filter.queue().map(cell.spec.line().queue()::equals).orElse(true)
        && filter.owner().map(o -> cell.spec.owner().equals(Optional.of(o))).orElse(true)
        && filter.times().contain(cell.requested, cell.due, cell.finished)
        && filter.serialKey().map(k -> cell.spec.serialKey().equals(Optional.of(k))).orElse(true);
  }

  private static boolean follows(TaskRow row, TaskFilter filter) {
    return row.place(filter.order())
        .filter(place -> filter.after().map(place::follows).orElse(true))
        .isPresent();
  }

  private boolean young(StoredTask cell, TaskFilter filter) {
    return filter.within().map(w -> !cell.requested.isBefore(ledger.now().minus(w))).orElse(true);
  }

  private Stream<StoredTask> all() {
    return Stream.concat(ledger.live.values().stream(), ledger.finished.values().stream());
  }

  @Override
  public List<HistoryRow> history(TaskId task, int count, int skip) {
    synchronized (ledger) {
      List<HistoryRow> rows = new ArrayList<>();
      ledger
          .find(task)
          .filter(c -> !c.tombstone)
          .flatMap(c -> c.notebook)
          .ifPresent(n -> rows.addAll(n.history));
      Collections.reverse(rows);
      return rows.stream().skip(skip).limit(count).toList();
    }
  }

  @Override
  public List<TaskMessage> messages(TaskId task) {
    synchronized (ledger) {
      return ledger
          .find(task)
          .flatMap(c -> c.notebook)
          .map(n -> List.copyOf(n.messages))
          .orElse(List.of());
    }
  }

  @Override
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    synchronized (ledger) {
      return ledger.find(task).flatMap(c -> c.notebook).stream()
          .flatMap(n -> n.setAside.values().stream())
          .skip(skip)
          .limit(count)
          .toList();
    }
  }

  /** A line, lane and status. */
  private record Place(Line line, Lane lane, TaskStatus status) {}

  @Override
  public List<TaskCount> counts(CountBound bound) {
    synchronized (ledger) {
      Map<Place, Long> counts =
          all()
              .filter(c -> !c.tombstone)
              .collect(
                  Collectors.groupingBy(
                      c -> new Place(c.spec.line(), c.spec.lane(), c.run.status()),
                      Collectors.counting()));
      int most = bound.among(counts.size());
      return counts.entrySet().stream().map(e -> count(most, e.getKey(), e.getValue())).toList();
    }
  }

  private static TaskCount count(int most, Place place, long tasks) {
    return TaskCount.upTo(most, place.line, place.lane, place.status, tasks);
  }

  @Override
  public List<ReadyDepth> depths(CountBound bound) {
    synchronized (ledger) {
      Map<Place, List<StoredTask>> depths =
          Stream.of(ledger.ready, ledger.suspects)
              .flatMap(place -> place.values().stream())
              .flatMap(Set::stream)
              .filter(c -> ReadyDepth.counts(c.run))
              .collect(
                  Collectors.groupingBy(
                      c -> new Place(c.spec.line(), c.spec.lane(), Run.NEW.status())));
      int most = bound.among(depths.size());
      return depths.entrySet().stream().map(e -> depth(most, e.getKey(), e.getValue())).toList();
    }
  }

  private static ReadyDepth depth(int most, Place place, List<StoredTask> cells) {
    Function<StoredTask, Instant> due = c -> c.due;
    Instant oldest = cells.stream().map(due).min(Comparator.naturalOrder()).orElseThrow();
    return ReadyDepth.upTo(most, place.line, place.lane, cells.size(), oldest);
  }

  @Override
  public Set<Line> lines() {
    synchronized (ledger) {
      Set<Line> lines = new HashSet<>(ledger.ready.keySet());
      lines.addAll(ledger.suspects.keySet());
      return lines;
    }
  }

  @Override
  public List<WorkerView> workers() {
    synchronized (ledger) {
      return workers.all();
    }
  }

  @Override
  public StoreReport health() {
    return new StoreReport("memory", ledger.now(), SCHEMA);
  }
}
