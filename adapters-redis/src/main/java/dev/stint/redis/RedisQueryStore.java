package dev.stint.redis;

import dev.stint.application.spi.QueryStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.StoredCodes;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** See {@link QueryStore}. */
final class RedisQueryStore implements QueryStore {

  private final Redis redis;
  private final TaskLocator locator;
  private final Keys keys;
  private final Listing listing;

  RedisQueryStore(Redis redis) {
    this.redis = redis;
    this.locator = new TaskLocator(redis);
    this.keys = new Keys(redis);
    this.listing = new Listing(redis);
  }

  private List<?> ask(String verb, TaskId task, Args args) {
    return locator.ask(verb, task, args);
  }

  private List<Object> askAll(String verb) {
    return redis.callAll(redis.partitions().each(verb, Args::new));
  }

  @Override
  public Optional<TaskRow> find(TaskId task) {
    return Row.of(ask("row", task, Writing.id(task))).map(Row::task);
  }

  @Override
  public Optional<TaskId> byKey(IdempotencyKey key) {
    return keys.find(key);
  }

  @Override
  public List<TaskRow> list(TaskFilter filter) {
    return listing.list(filter);
  }

  @Override
  public List<HistoryRow> history(TaskId task, int count, int skip) {
    return Row.of(ask("row", task, Writing.id(task))).stream()
        .flatMap(row -> RunHistory.of(row, ask("history", task, Writing.id(task))).stream())
        .skip(skip)
        .limit(count)
        .toList();
  }

  @Override
  public List<TaskMessage> messages(TaskId task) {
    List<?> kept = ask("messages", task, Writing.id(task));
    return kept.stream().map(entry -> Noting.message((byte[]) entry)).toList();
  }

  @Override
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    List<?> kept = ask("set_aside", task, Writing.id(task).add(skip).add(count));
    List<SetAside> items = new ArrayList<>();
    for (int i = 0; i < kept.size(); i += 2) {
      items.add(Noting.setAside(Args.text(kept.get(i)), (byte[]) kept.get(i + 1)));
    }
    return items;
  }

  /** A line, lane and status. */
  private record Place(Line line, Lane lane, TaskStatus status) {}

  /** {@inheritDoc} Counted as they change: exact, however many. */
  @Override
  public List<TaskCount> counts(CountBound bound) {
    Map<Place, Long> counts = new HashMap<>();
    for (Object some : askAll("counts")) {
      List<?> parts = (List<?>) some;
      for (int i = 0; i < parts.size(); i += 2) {
        String[] names = Args.text(parts.get(i)).split("\n");
        Lane lane = lane(Long.parseLong(names[2]));
        Place place =
            new Place(line(names), lane, Codes.status(names[3].charAt(0), new StoredCodes()));
        counts.merge(place, Long.parseLong(Args.text(parts.get(i + 1))), Long::sum);
      }
    }
    return counts.entrySet().stream()
        .filter(e -> e.getValue() != 0)
        .map(e -> new TaskCount(e.getKey().line, e.getKey().lane, e.getKey().status, e.getValue()))
        .toList();
  }

  private static Lane lane(long stored) {
    return new StoredCodes().numbered("lane", Lane.BACKGROUND, stored);
  }

  private static Line line(String[] names) {
    return new Line(new QueueName(names[0]), new TaskTypeName(names[1]));
  }

  /** {@inheritDoc} The sets know their sizes: exact, however many. */
  @Override
  public List<ReadyDepth> depths(CountBound bound) {
    Map<Map.Entry<Line, Lane>, ReadyDepth> depths = new HashMap<>();
    for (Object some : askAll("depths")) {
      for (Object one : (List<?>) some) {
        ReadyDepth depth = depth((List<?>) one);
        depths.merge(Map.entry(depth.line(), depth.lane()), depth, ReadyDepth::and);
      }
    }
    return List.copyOf(depths.values());
  }

  private static ReadyDepth depth(List<?> parts) {
    return new ReadyDepth(
        line(Args.text(parts.get(0)).split("\n")),
        lane((Long) parts.get(1)),
        (Long) parts.get(2),
        SortKeys.instant(Long.parseLong(Args.text(parts.get(3)))));
  }

  @Override
  public Set<Line> lines() {
    Set<Line> lines = new HashSet<>();
    for (Object some : askAll("lines")) {
      ((List<?>) some).forEach(name -> lines.add(line(Args.text(name).split("\n"))));
    }
    return lines;
  }

  @Override
  public List<WorkerView> workers() {
    List<?> rows = (List<?>) redis.call("workers", redis.workers(), new Args());
    return rows.stream().map(row -> worker((List<?>) row)).toList();
  }

  private static WorkerView worker(List<?> row) {
    String types = Args.text(row.get(5));
    return new WorkerView(
        WorkerId.of(Args.text(row.get(0))),
        Args.text(row.get(1)),
        "1".equals(Args.text(row.get(2))),
        SortKeys.instant(Long.parseLong(Args.text(row.get(3)))),
        Duration.of(Long.parseLong(Args.text(row.get(4))), ChronoUnit.MICROS),
        types.isEmpty()
            ? Set.of()
            : Arrays.stream(types.split("\n")).map(TaskTypeName::new).collect(Collectors.toSet()));
  }

  @Override
  public StoreReport health() {
    String micros = Args.text(redis.call("time", redis.workers(), new Args()));
    Instant now = SortKeys.instant(Long.parseLong(micros));
    return new StoreReport("redis", now, Format.VERSION, new Durability(redis).warnings());
  }
}
