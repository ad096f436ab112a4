package dev.stint.mongo;

import com.mongodb.ExplainVerbosity;
import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.PriorityRange;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.ClaimSize;
import dev.stint.domain.store.LaneCodes;
import dev.stint.domain.store.ReadyState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Takes ready tasks: looks for candidates in claim order, marks those that are still free with the
 * claim's id in one update, and reads what bears it. Who was slower simply gets fewer.
 */
final class Claiming {

  /** So often a claim looks again when others took every candidate before it could. */
  private static final int ROUNDS = 5;

  /** Any task just claimed. */
  private static final Run CLAIMED = StepPolicy.claimed(Run.NEW);

  /** What a worker has no use for. */
  static final Bson WITHOUT_NOTES =
      Projections.exclude(Field.HISTORY, Field.OWED, Field.RESULT, Field.PROGRESS);

  private static final Bson ORDER = ClaimKeys.after(new Document());

  private static final Bson CANDIDATE =
      Projections.include(
          Field.QUEUE,
          Field.TYPE,
          Field.LANE,
          Field.PRIORITY,
          Field.RANK,
          Field.DUE,
          Field.SIZE,
          Field.CURSOR_SIZE,
          Field.READY_STATE,
          Field.FENCE,
          Field.BEFORE,
          Field.STATUS,
          "run.entry",
          "run.heldFrom",
          "run.blocked",
          "run.interruption");

  private final Database database;

  Claiming(Database database) {
    this.database = database;
  }

  Claimed claim(ClaimRequest request) {
    long now = database.clock().micros();
    if (!live(request.id().worker().value())) {
      return new Claimed(List.of(), Row.instant(now), interactiveWaiting(request));
    }
    ClaimSightings seen = new ClaimSightings();
    List<Claim> claims = take(request, now, seen);
    claims.forEach(c -> seen.taken(c.key().task()));
    boolean waiting = seen.hidden() ? interactiveWaiting(request) : seen.waiting();
    return new Claimed(claims, Row.instant(now), waiting, seen.apart());
  }

  boolean live(UUID worker) {
    Bson live = Filters.and(Filters.eq(Field.ID, worker), Filters.eq(Field.LIVE, true));
    return database.workers().find(live).first() != null;
  }

  private List<Claim> take(ClaimRequest request, long now, ClaimSightings seen) {
    for (int round = 0; round < ROUNDS; round++) {
      seen.begin();
      List<Row> wanted = candidates(request, seen);
      if (wanted.isEmpty()) {
        break;
      }
      for (ReadyState state : List.of(ReadyState.READY, ReadyState.SUSPECT)) {
        mark(request.id(), fences(wanted, state), in(state), now);
      }
      List<Claim> claims = marked(request.id(), wanted);
      if (!claims.isEmpty()) {
        return claims;
      }
    }
    return List.of();
  }

  private static Map<UUID, Long> fences(List<Row> wanted, ReadyState state) {
    return wanted.stream()
        .filter(r -> r.number(Field.READY_STATE) == state.code())
        .collect(Collectors.toMap(r -> r.id().value(), r -> r.from().getLong(Field.FENCE)));
  }

  /** The best ready tasks and suspects, in one order, as far as limits and bytes reach. */
  private List<Row> candidates(ClaimRequest request, ClaimSightings seen) {
    Map<Line, Integer> left = new HashMap<>();
    request.lines().forEach(l -> left.merge(l.line(), l.limit(), Integer::sum));
    seen.hide(!request.lanes().contains(Lane.INTERACTIVE));
    List<Row> wanted = best(request, ReadyState.READY, request.limit(), left, seen);
    ClaimSightings suspects = new ClaimSightings();
    wanted.addAll(best(request, ReadyState.SUSPECT, request.suspects(), left, suspects));
    suspects.apart().forEach(seen::setApart);
    wanted.sort(ClaimOrder.COMPARATOR);
    return ClaimSize.fitting(
        request.allowed(wanted, Row::line), Row::claimSize, request.maxBytes());
  }

  private List<Row> best(
      ClaimRequest request,
      ReadyState state,
      int limit,
      Map<Line, Integer> left,
      ClaimSightings seen) {
    List<Row> rows = new ArrayList<>();
    left.forEach(
        (line, allowed) -> {
          int most = Math.max(0, Math.min(limit, allowed));
          List<Row> found = most > 0 ? ready(request, line, state, most) : List.of();
          seen.met(found, most);
          rows.addAll(readable(found, seen));
        });
    rows.sort(ClaimOrder.COMPARATOR);
    return new ArrayList<>(rows.subList(0, Math.min(Math.max(0, limit), rows.size())));
  }

  /** Sets apart for a time what this build cannot read. */
  private List<Row> readable(List<Row> rows, ClaimSightings seen) {
    List<Row> readable = new ArrayList<>(rows.size());
    for (Row row : rows) {
      Optional<String> unknown = row.unknown();
      unknown.ifPresent(why -> seen.setApart(new Claimed.Apart(row.id(), why)));
      if (unknown.isEmpty()) {
        readable.add(row);
      } else {
        setApart(row);
      }
    }
    return readable;
  }

  private void setApart(Row row) {
    long later = database.clock().micros() + Row.micros(StoredCodes.LOOK_AGAIN);
    database
        .tasks()
        .updateOne(
            new Document(Field.ID, row.id().value())
                .append(Field.READY_STATE, row.number(Field.READY_STATE))
                .append(Field.STATUS, row.from().get(Field.RUN, Document.class).get("status")),
            new Document(
                "$set",
                new Document(Field.READY_STATE, ReadyState.LATER.code()).append(Field.DUE, later)));
  }

  private List<Row> ready(ClaimRequest request, Line line, ReadyState state, int limit) {
    Document filter = in(line).append(Field.READY_STATE, state.code());
    if (request.lanes().size() == 1) {
      LaneCodes codes = LaneCodes.of(request.lanes());
      filter.append(Field.LANE, new Document("$gte", codes.first()).append("$lte", codes.last()));
    }
    within(filter, request.priorities());
    return inOrder(database, filter, limit).map(Row::new).into(new ArrayList<>());
  }

  private static Document within(Document filter, PriorityRange priorities) {
    return priorities.isAll()
        ? filter
        : filter.append(
            Field.PRIORITY,
            new Document("$gte", priorities.least()).append("$lte", priorities.most()));
  }

  private static FindIterable<Document> inOrder(Database database, Document filter, int limit) {
    return database.tasks().find(filter).projection(CANDIDATE).sort(ORDER).limit(limit);
  }

  /** How the server finds candidates; for tests. */
  static Document explain(Database database, Line line, int limit) {
    return inOrder(database, in(line).append(Field.READY_STATE, ReadyState.READY.code()), limit)
        .explain(ExplainVerbosity.EXECUTION_STATS);
  }

  private static Document in(Line line) {
    return new Document(Field.QUEUE, line.queue().value()).append(Field.TYPE, line.type().value());
  }

  /**
   * Marks those of these tasks, just stored, that are ready, if the worker is live; none that was
   * stored before and claimed since.
   */
  void seize(ClaimId id, List<UUID> tasks, long now) {
    if (live(id.worker().value())) {
      Map<UUID, Long> fences = tasks.stream().collect(Collectors.toMap(t -> t, t -> 0L));
      Bson unclaimed = Filters.eq(Field.FENCE, 0L);
      mark(id, fences, Filters.and(in(ReadyState.READY), unclaimed), now);
      mark(id, fences, Filters.and(in(ReadyState.SUSPECT), unclaimed), now);
    }
  }

  private static Bson in(ReadyState state) {
    return Filters.eq(Field.READY_STATE, state.code());
  }

  private void mark(ClaimId id, Map<UUID, Long> fences, Bson unclaimed, long now) {
    Document set =
        owner(id)
            .append(Field.READY_STATE, ReadyPosition.RUNNING)
            .append(Field.STATUS, CLAIMED.status().name())
            .append(Field.PHASE, CLAIMED.phase().name());
    Document update = new Document("$set", set).append("$min", new Document(Field.STARTED, now));
    NextFence.at(database, now).write(fences, unclaimed, update);
  }

  static Document owner(ClaimId id) {
    return new Document(Field.WORKER, id.worker().value())
        .append(Field.CLAIM, id.number())
        .append(Field.SEQUENCE, 0L);
  }

  private List<Claim> marked(ClaimId id, List<Row> wanted) {
    List<UUID> ids = wanted.stream().map(r -> r.id().value()).toList();
    return database
        .sureTasks()
        .find(untouched(id).append(Field.ID, new Document("$in", ids)))
        .projection(WITHOUT_NOTES)
        .map(Row::new)
        .into(new ArrayList<>())
        .stream()
        .sorted(ClaimOrder.COMPARATOR)
        .map(r -> r.claim(false))
        .toList();
  }

  /** The tasks of a claim that are as it left them. */
  static Document untouched(ClaimId id) {
    return owner(id).append(Field.READY_STATE, ReadyPosition.RUNNING);
  }

  List<Claim> claimed(ClaimId id) {
    return database
        .sureTasks()
        .find(untouched(id))
        .projection(WITHOUT_NOTES)
        .map(Row::new)
        .into(new ArrayList<>())
        .stream()
        .sorted(ClaimOrder.COMPARATOR)
        .map(r -> r.claim(r.begun()))
        .filter(c -> StoredCodes.unknown(c.run()).isEmpty())
        .toList();
  }

  private boolean interactiveWaiting(ClaimRequest request) {
    List<Document> lines =
        request.lines().stream()
            .map(LineLimit::line)
            .distinct()
            .map(line -> within(interactive(line), request.priorities()))
            .toList();
    return !lines.isEmpty()
        && anyReady(lines.size() == 1 ? lines.get(0) : new Document("$or", lines));
  }

  /** A rooted disjunction: each line is a seek of its own in the index of ready tasks. */
  private static Document interactive(Line line) {
    return in(line)
        .append(Field.READY_STATE, ReadyState.READY.code())
        .append(Field.LANE, Lane.INTERACTIVE.ordinal());
  }

  boolean anyReady(Bson filter) {
    return database.tasks().find(filter).projection(Projections.include(Field.ID)).first() != null;
  }
}
