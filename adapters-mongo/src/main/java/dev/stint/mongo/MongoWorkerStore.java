package dev.stint.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Renewed;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WorkerStore;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.store.Renewal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** See {@link WorkerStore}. */
final class MongoWorkerStore implements WorkerStore {

  private static final int LEASES_REMEMBERED = 10;

  private final Database database;
  private final Claiming claiming;

  MongoWorkerStore(Database database) {
    this.database = database;
    this.claiming = new Claiming(database);
  }

  @Override
  public Instant register(WorkerRow worker) {
    return database.call(
        () -> {
          new Format(database).check();
          return register(worker, database.clock().micros());
        });
  }

  private Instant register(WorkerRow worker, long now) {
    Document row =
        new Document(Field.LABEL, worker.label())
            .append(Field.LIVE, true)
            .append(Field.RENEWED, now)
            .append(Field.LEASE, Row.micros(worker.lease()))
            .append(Field.TYPES, worker.types().stream().map(TaskTypeName::value).toList());
    try {
      database
          .workers()
          .updateOne(
              id(worker.id()), new Document("$setOnInsert", row), new UpdateOptions().upsert(true));
    } catch (MongoWriteException e) {
      // Registered twice at the same moment.
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
    return Row.instant(now);
  }

  private static Bson id(WorkerId worker) {
    return Filters.eq(Field.ID, worker.value());
  }

  @Override
  public Renewed renew(WorkerId worker) {
    return database.call(() -> renew(worker, database.clock().micros()));
  }

  private Renewed renew(WorkerId worker, long now) {
    Optional<Document> row =
        Optional.ofNullable(
            database
                .workers()
                .findOneAndUpdate(
                    Filters.and(id(worker), Filters.eq(Field.LIVE, true)),
                    Updates.set(Field.RENEWED, now)));
    return new Renewed(
        row.isPresent(),
        Row.instant(now),
        row.isPresent() ? signals(worker) : Map.of(),
        row.filter(this::interactiveWaiting).isPresent());
  }

  private Map<TaskId, Signal> signals(WorkerId worker) {
    Map<TaskId, Signal> signals = new HashMap<>();
    database
        .tasks()
        .find(Filters.and(running(worker), Filters.gt(Field.SIGNAL, 0)))
        .projection(Projections.include(Field.SIGNAL))
        .map(Row::new)
        .into(new ArrayList<>())
        .stream()
        .filter(r -> r.signal() != Signal.NONE)
        .forEach(r -> signals.put(r.id(), r.signal()));
    return signals;
  }

  private static Bson running(WorkerId worker) {
    return Filters.and(
        Filters.eq(Field.WORKER, worker.value()),
        Filters.eq(Field.READY_STATE, ReadyPosition.RUNNING));
  }

  private boolean interactiveWaiting(Document worker) {
    List<String> types = worker.getList(Field.TYPES, String.class);
    return claiming.anyReady(
        Filters.and(
            Filters.eq(Field.READY_STATE, ReadyState.READY.code()),
            Filters.in(Field.TYPE, types),
            Filters.eq(Field.LANE, Lane.INTERACTIVE.ordinal())));
  }

  @Override
  public void retire(WorkerId worker) {
    database.call(
        () -> !holds(worker) && database.workers().deleteOne(id(worker)).wasAcknowledged());
  }

  private boolean holds(WorkerId worker) {
    return database.tasks().find(running(worker)).projection(Projections.include(Field.ID)).first()
        != null;
  }

  @Override
  public List<WriteKey> held(WorkerId worker) {
    return database.call(
        () ->
            List.copyOf(
                database
                    .tasks()
                    .find(running(worker))
                    .projection(Projections.include(Field.WORKER, Field.FENCE, Field.SEQUENCE))
                    .map(d -> new Row(d).key())
                    .into(new ArrayList<>())));
  }

  @Override
  public List<LostWorker> lose() {
    return database.call(() -> lose(database.clock().micros()));
  }

  private List<LostWorker> lose(long now) {
    Set<UUID> live = new HashSet<>();
    for (Document worker : database.workers().find().into(new ArrayList<>())) {
      UUID id = worker.get(Field.ID, UUID.class);
      if (worker.getBoolean(Field.LIVE) && !lost(worker, id, now)) {
        live.add(id);
      } else {
        forget(worker, new WorkerId(id), now);
      }
    }
    return database
        .tasks()
        .distinct(Field.WORKER, Filters.eq(Field.READY_STATE, ReadyPosition.RUNNING), UUID.class)
        .into(new ArrayList<>())
        .stream()
        .filter(id -> !live.contains(id) && !claiming.live(id))
        .map(id -> new LostWorker(new WorkerId(id)))
        .toList();
  }

  private static Renewal renewal(Document worker) {
    return new Renewal(
        Row.instant(worker.getLong(Field.RENEWED)), Row.duration(worker.getLong(Field.LEASE)));
  }

  private static long end(Document worker, int leases) {
    return worker.getLong(Field.RENEWED) + leases * worker.getLong(Field.LEASE);
  }

  /** Declares a worker lost whose lease ended, unless it renewed since it was read. */
  private boolean lost(Document worker, UUID id, long now) {
    Renewal renewal = renewal(worker);
    Instant at = Row.instant(now);
    if (renewal.isAhead(at)) {
      changed(worker, id, Updates.set(Field.RENEWED, now));
    }
    return renewal.isOver(at) && changed(worker, id, Updates.set(Field.LIVE, false));
  }

  /** Changes the row of a live worker that is as it was read. */
  private boolean changed(Document worker, UUID id, Bson change) {
    Bson asRead =
        Filters.and(
            Filters.eq(Field.ID, id),
            Filters.eq(Field.LIVE, true),
            Filters.eq(Field.RENEWED, worker.getLong(Field.RENEWED)));
    return database.workers().updateOne(asRead, change).getMatchedCount() == 1;
  }

  private void forget(Document worker, WorkerId id, long now) {
    if (end(worker, LEASES_REMEMBERED + 1) < now && !holds(id)) {
      database.workers().deleteOne(Filters.and(id(id), Filters.eq(Field.LIVE, false)));
    }
  }

  @Override
  public List<Claim> takeOver(ClaimId reaper, LostWorker lost, int limit) {
    return database.call(
        () ->
            claiming.live(reaper.worker().value()) && !claiming.live(lost.worker().value())
                ? take(reaper, lost, limit)
                : List.of());
  }

  private List<Claim> take(ClaimId reaper, LostWorker lost, int limit) {
    Map<UUID, Long> fences = new HashMap<>();
    database
        .tasks()
        .find(
            Filters.and(
                running(lost.worker()), Filters.in(Field.PHASE, StoredCodes.runningPhases())))
        .projection(Projections.include(Field.FENCE))
        .limit(limit)
        .forEach(d -> fences.put(d.get(Field.ID, UUID.class), d.getLong(Field.FENCE)));
    if (fences.isEmpty()) {
      return List.of();
    }
    Bson named = Filters.in(Field.ID, fences.keySet());
    NextFence.at(database, database.clock().micros())
        .write(fences, running(lost.worker()), new Document("$set", Claiming.owner(reaper)));
    List<Claim> taken =
        database
            .sureTasks()
            .find(Filters.and(named, Claiming.untouched(reaper)))
            .projection(Claiming.WITHOUT_NOTES)
            .map(d -> new Row(d).claim(true))
            .into(new ArrayList<>());
    taken.stream().filter(MongoWorkerStore::apart).forEach(c -> leave(c.key(), lost));
    return taken.stream().filter(c -> !apart(c)).toList();
  }

  private static boolean apart(Claim claim) {
    return StoredCodes.unknown(claim.run()).isPresent();
  }

  /** A task with a code that this build does not know waits for another one to take it over. */
  private void leave(WriteKey taken, LostWorker lost) {
    database
        .tasks()
        .updateOne(
            new Document(Field.ID, taken.task().value())
                .append(Field.WORKER, taken.worker().value())
                .append(Field.FENCE, taken.fence().value())
                .append(Field.SEQUENCE, taken.sequence()),
            Updates.combine(
                Updates.set(Field.WORKER, lost.worker().value()), Updates.unset(Field.CLAIM)));
  }
}
