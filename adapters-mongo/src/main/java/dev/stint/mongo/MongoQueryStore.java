package dev.stint.mongo;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.SetAside;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.TimeRange;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.CountBound;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** See {@link QueryStore}. */
final class MongoQueryStore implements QueryStore {

  private final Database database;
  private final NoteReader notes;

  MongoQueryStore(Database database) {
    this.database = database;
    this.notes = new NoteReader(database);
  }

  @Override
  public Optional<TaskRow> find(TaskId task) {
    return database.call(() -> stored(task).map(d -> new Row(d).task()));
  }

  private Optional<Document> stored(TaskId task) {
    return Optional.ofNullable(database.tasks().find(Filters.eq(Field.ID, task.value())).first());
  }

  @Override
  public Optional<TaskId> byKey(IdempotencyKey key) {
    return database.call(
        () ->
            Optional.ofNullable(database.keys().find(Filters.eq(Field.ID, key.value())).first())
                .map(d -> new TaskId(d.get(Field.TASK, UUID.class))));
  }

  @Override
  public List<TaskRow> list(TaskFilter filter) {
    return database.call(
        () ->
            List.copyOf(
                database
                    .tasks()
                    .find(matching(filter))
                    .sort(sorted(filter.order()))
                    .limit(filter.limit())
                    .projection(Projections.exclude(Field.HISTORY, Field.OWED))
                    .map(d -> new Row(d).task())
                    .into(new ArrayList<>())));
  }

  private Bson matching(TaskFilter filter) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.ne(Field.TOMBSTONE, true));
    if (!filter.statuses().isEmpty()) {
      all.add(
          StoredCodes.leftOut(filter.statuses())
              .map(without -> Filters.nin(Field.STATUS, names(without)))
              .orElseGet(() -> Filters.in(Field.STATUS, names(filter.statuses()))));
    }
    filter.type().ifPresent(t -> all.add(Filters.eq(Field.TYPE, t.value())));
    filter.queue().ifPresent(q -> all.add(Filters.eq(Field.QUEUE, q.value())));
    filter.owner().ifPresent(o -> all.add(Filters.eq(Field.OWNER, o.value())));
    filter.after().ifPresent(place -> all.add(after(place)));
    all.addAll(within(Field.REQUESTED, filter.times().requested()));
    all.addAll(within(Field.DUE, filter.times().due()));
    all.addAll(within(Field.FINISHED, filter.times().finished()));
    if (filter.onlyFinished()) {
      all.add(Filters.ne(Field.FINISHED, null));
    }
    filter.serialKey().ifPresent(k -> all.add(Filters.eq(Field.SERIAL_KEY, k.value())));
    filter
        .within()
        .map(w -> database.clock().micros() - Row.micros(w))
        .ifPresent(since -> all.add(Filters.gte(Field.REQUESTED, since)));
    return Filters.and(all);
  }

  private static String key(TaskOrder order) {
    return switch (order) {
      case NEWEST, OLDEST -> Field.ID;
      case DUE -> Field.DUE;
      case FINISHED -> Field.FINISHED;
      case PRIORITY -> Field.PRIORITY;
    };
  }

  private static Bson sorted(TaskOrder order) {
    Bson ids = order.idFalls() ? Sorts.descending(Field.ID) : Sorts.ascending(Field.ID);
    String key = key(order);
    Bson keys = order.keyFalls() ? Sorts.descending(key) : Sorts.ascending(key);
    return order.byId() ? ids : Sorts.orderBy(keys, ids);
  }

  private static Bson after(TaskPlace place) {
    TaskOrder order = place.order();
    UUID id = place.id().value();
    Bson behind = order.idFalls() ? Filters.lt(Field.ID, id) : Filters.gt(Field.ID, id);
    String key = key(order);
    Bson beyond = order.keyFalls() ? Filters.lt(key, place.key()) : Filters.gt(key, place.key());
    Bson alike = Filters.eq(key, place.key());
    return order.byId() ? behind : Filters.or(beyond, Filters.and(alike, behind));
  }

  private static List<Bson> within(String field, TimeRange range) {
    List<Bson> bounds = new ArrayList<>();
    range.from().ifPresent(from -> bounds.add(Filters.gte(field, Row.micros(from))));
    range.until().ifPresent(until -> bounds.add(Filters.lt(field, Row.micros(until))));
    return bounds;
  }

  private static List<String> names(Set<TaskStatus> statuses) {
    return statuses.stream().map(Enum::name).toList();
  }

  @Override
  public List<HistoryRow> history(TaskId task, int count, int skip) {
    return database.call(
        () ->
            stored(task).stream()
                .flatMap(d -> RunHistory.of(d).stream())
                .skip(skip)
                .limit(count)
                .toList());
  }

  @Override
  public List<TaskMessage> messages(TaskId task) {
    return database.call(
        () -> stored(task).stream().flatMap(d -> notes.messages(d).stream()).toList());
  }

  @Override
  public List<SetAside> setAside(TaskId task, int count, int skip) {
    return database.call(
        () ->
            stored(task).stream()
                .flatMap(d -> notes.setAside(d).stream())
                .skip(skip)
                .limit(count)
                .toList());
  }

  @Override
  public List<TaskCount> counts(CountBound bound) {
    return database.call(
        () ->
            List.copyOf(
                database
                    .tasks()
                    .aggregate(
                        List.of(
                            Aggregates.match(Filters.ne(Field.TOMBSTONE, true)),
                            Aggregates.group(
                                place().append("status", "$" + Field.STATUS),
                                Accumulators.sum("tasks", 1L))))
                    .map(MongoQueryStore::count)
                    .into(new ArrayList<>())));
  }

  private static Document place() {
    return new Document(Field.QUEUE, "$" + Field.QUEUE)
        .append(Field.TYPE, "$" + Field.TYPE)
        .append(Field.LANE, "$" + Field.LANE);
  }

  private static Row place(Document group) {
    return new Row(group.get(Field.ID, Document.class));
  }

  private static TaskCount count(Document group) {
    Row place = place(group);
    return new TaskCount(
        place.line(),
        place.lane(),
        StoredCodes.status(place.from().getString("status")),
        group.get("tasks", Number.class).longValue());
  }

  private static final Bson READY =
      Filters.in(Field.READY_STATE, ReadyState.READY.code(), ReadyState.SUSPECT.code());

  @Override
  public List<ReadyDepth> depths(CountBound bound) {
    return database.call(
        () ->
            List.copyOf(
                database
                    .tasks()
                    .aggregate(
                        List.of(
                            Aggregates.match(
                                Filters.and(
                                    READY, Filters.in(Field.STATUS, StoredCodes.claimable()))),
                            Aggregates.group(
                                place(),
                                Accumulators.sum("ready", 1L),
                                Accumulators.min("oldest", "$" + Field.DUE))))
                    .map(MongoQueryStore::depth)
                    .into(new ArrayList<>())));
  }

  private static ReadyDepth depth(Document group) {
    Row place = place(group);
    return new ReadyDepth(
        place.line(),
        place.lane(),
        group.get("ready", Number.class).longValue(),
        Row.instant(group.getLong("oldest")));
  }

  /** Distinct values are skipped over in the index: a seek for each queue and each line. */
  @Override
  public Set<Line> lines() {
    return database.call(
        () -> {
          Set<Line> lines = new HashSet<>();
          for (ReadyState state : List.of(ReadyState.READY, ReadyState.SUSPECT)) {
            Document ready = new Document(Field.READY_STATE, state.code());
            for (String queue : distinct(Field.QUEUE, ready)) {
              for (String type :
                  distinct(Field.TYPE, new Document(ready).append(Field.QUEUE, queue))) {
                lines.add(new Line(new QueueName(queue), new TaskTypeName(type)));
              }
            }
          }
          return lines;
        });
  }

  private List<String> distinct(String field, Document filter) {
    return database.tasks().distinct(field, filter, String.class).into(new ArrayList<>());
  }

  @Override
  public List<WorkerView> workers() {
    return database.call(
        () ->
            List.copyOf(
                database.workers().find().map(MongoQueryStore::worker).into(new ArrayList<>())));
  }

  private static WorkerView worker(Document row) {
    return new WorkerView(
        new WorkerId(row.get(Field.ID, UUID.class)),
        row.getString(Field.LABEL),
        row.getBoolean(Field.LIVE),
        Row.instant(row.getLong(Field.RENEWED)),
        Row.duration(row.getLong(Field.LEASE)),
        row.getList(Field.TYPES, String.class).stream()
            .map(TaskTypeName::new)
            .collect(Collectors.toSet()));
  }

  @Override
  public StoreReport health() {
    return database.call(
        () -> {
          database.raw().runCommand(new Document("ping", 1));
          return new StoreReport("mongodb", Row.instant(database.clock().micros()), Format.VERSION);
        });
  }
}
