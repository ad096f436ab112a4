package dev.stint.jdbc;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.CountBound;
import dev.stint.domain.task.TaskCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Counts tasks by where they stand, each figure by an index and only as far as the bound. A live
 * task is in one of three: new and ready, held by a worker, or parked; where indexes are of whole
 * tables the one of what is ready has them all. To be used in {@link Database#view}. See ADR 18.
 */
final class Counting {

  private record Figure(Line line, Lane lane, TaskStatus status) {}

  /** How many tasks of a status were found at a place. */
  private record Seen(StoredPlace place, String status, long tasks) {}

  private final Handle handle;
  private final Statements sql;
  private final boolean parts;
  private final Map<Figure, TaskCount> counts = new LinkedHashMap<>();

  Counting(Handle handle, Database database) {
    this.handle = handle;
    this.sql = database.statements();
    this.parts = sql.words().partialIndexes();
  }

  List<TaskCount> counts(CountBound bound) {
    List<StoredPlace> ready = StoredPlace.ready(handle, sql);
    List<StoredPlace> parked = parts ? standing("parked_places") : List.of();
    List<StoredPlace> finished = standing("finished_places");
    int most = bound.among(ready.size() + parked.size() + finished.size());
    if (parts) {
      held(bound.inAll());
    }
    ready.forEach(place -> ready(place, most));
    parked.forEach(place -> standing("count_parked", place, most));
    finished.forEach(place -> standing("count_finished", place, most));
    return List.copyOf(counts.values());
  }

  private List<StoredPlace> standing(String places) {
    return StoredPlace.standing(handle, sql.get(places));
  }

  private void held(int most) {
    List<Seen> seen =
        handle
            .createQuery(sql.get("count_held"))
            .bind("limit", most + 1)
            .map(
                (rs, c) ->
                    new Seen(
                        StoredPlace.of(rs, Optional.empty(), Optional.empty()),
                        rs.getString("status"),
                        rs.getLong("tasks")))
            .list();
    boolean more = all(seen) > most;
    seen.forEach(some -> add(some, most, more));
  }

  /** Where indexes are partial, a ready task that is not new is counted among those parked. */
  private void ready(StoredPlace place, int most) {
    List<Seen> seen =
        limited("count_ready", place, most)
            .map((rs, c) -> new Seen(place, rs.getString("status"), rs.getLong("tasks")))
            .list();
    boolean more = all(seen) > most;
    seen.stream()
        .filter(some -> !parts || StoredCodes.isNew(some.status))
        .forEach(some -> add(some, most, more));
  }

  private static long all(List<Seen> seen) {
    return seen.stream().mapToLong(Seen::tasks).sum();
  }

  private void standing(String statement, StoredPlace place, int most) {
    long tasks = limited(statement, place, most).mapTo(Long.class).one();
    add(new Seen(place, place.status().orElseThrow(), tasks), most, tasks > most);
  }

  private Query limited(String statement, StoredPlace place, int most) {
    return place.query(handle, sql.get(statement)).bind("limit", most + 1);
  }

  private void add(Seen seen, int most, boolean more) {
    Line line = seen.place.line();
    Lane lane = seen.place.lane();
    TaskStatus status = StoredCodes.status(seen.status);
    TaskCount count = new TaskCount(line, lane, status, Math.min(most, seen.tasks), more);
    counts.merge(new Figure(line, lane, status), count, TaskCount::and);
  }
}
