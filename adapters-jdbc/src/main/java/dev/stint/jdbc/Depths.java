package dev.stint.jdbc;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.store.CountBound;
import dev.stint.domain.store.ReadyState;
import dev.stint.domain.task.ReadyDepth;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * How much is ready, and since when. The claim order has due times within a priority and rank only:
 * where more is ready than is counted, each of these has an oldest of its own. To be used in {@link
 * Database#view}.
 */
final class Depths {

  /** Priorities that are looked at for the oldest of more tasks than are counted. */
  private static final int MOST_PRIORITIES = 100;

  /** Of these the first that is not blocked: those that only look at another are soon gone. */
  private static final int FIRST = 100;

  private record Place(Line line, Lane lane) {}

  private record Seen(long all, long ready, Optional<Instant> oldest) {}

  private final Handle handle;
  private final Statements sql;

  Depths(Handle handle, Database database) {
    this.handle = handle;
    this.sql = database.statements();
  }

  List<ReadyDepth> depths(CountBound bound) {
    List<StoredPlace> places =
        StoredPlace.ready(handle, sql).stream()
            .filter(place -> place.state().filter(ReadyState::ready).isPresent())
            .toList();
    int most = bound.among(places.size());
    Map<Place, ReadyDepth> depths = new LinkedHashMap<>();
    for (StoredPlace place : places) {
      depth(place, most)
          .ifPresent(d -> depths.merge(new Place(d.line(), d.lane()), d, ReadyDepth::and));
    }
    return List.copyOf(depths.values());
  }

  private Optional<ReadyDepth> depth(StoredPlace place, int most) {
    Seen seen =
        place
            .query(handle, sql.get("depth"))
            .bind("limit", most + 1)
            .map((rs, c) -> new Seen(rs.getLong("seen"), rs.getLong("ready"), due(rs, "oldest")))
            .one();
    boolean more = seen.all > most;
    Optional<Instant> oldest = more ? oldest(place) : seen.oldest;
    long ready = Math.min(most, seen.ready);
    return oldest.map(due -> new ReadyDepth(place.line(), place.lane(), ready, due, more));
  }

  private static Optional<Instant> due(ResultSet from, String column) throws SQLException {
    long due = from.getLong(column);
    return from.wasNull() ? Optional.empty() : Optional.of(Row.instant(due));
  }

  private Optional<Instant> oldest(StoredPlace place) {
    Stream<Long> priorities =
        Stream.iterate(
                next(place, Long.MAX_VALUE),
                OptionalLong::isPresent,
                priority -> next(place, priority.getAsLong()))
            .limit(MOST_PRIORITIES)
            .map(OptionalLong::getAsLong);
    return priorities
        .flatMap(
            priority ->
                Stream.of(ClaimRank.values()).flatMap(rank -> oldest(place, priority, rank)))
        .min(Comparator.naturalOrder());
  }

  private OptionalLong next(StoredPlace place, long below) {
    return place
        .query(handle, sql.get("next_priority"))
        .bind("below", below)
        .map(
            (rs, c) -> {
              long priority = rs.getLong("priority");
              return rs.wasNull() ? OptionalLong.empty() : OptionalLong.of(priority);
            })
        .one();
  }

  private Stream<Instant> oldest(StoredPlace place, long priority, ClaimRank rank) {
    return place
        .query(handle, sql.get("oldest_ready"))
        .bind("priority", priority)
        .bind("rank", rank.ordinal())
        .bind("limit", FIRST)
        .map((rs, c) -> due(rs, "oldest"))
        .one()
        .stream();
  }
}
