package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.LaneCodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** One statement each, over arrays. */
record PostgresKeys(Statements sql) implements Keys {

  @Override
  public Set<String> lock(Handle handle, SortedMap<String, Set<UUID>> freed) {
    return handle
        .createQuery(sql.get("lock_keys"))
        .bindArray("names", String.class, freed.keySet())
        .bindArray("freed", UUID.class, tasks(freed))
        .mapTo(String.class)
        .set();
  }

  /** In one statement, which does not see who came while it waited for a lock: so once more. */
  @Override
  public HandedOn handOn(
      Handle handle, SortedMap<String, Set<UUID>> freed, ClaimRequest successors, long now) {
    Set<String> free = new HashSet<>();
    List<Ranked> taken = new ArrayList<>();
    int given =
        claiming(handle.createQuery(sql.get("hand_on")), successors, successors.limit(), now)
            .bindArray("names", String.class, freed.keySet())
            .bindArray("freed", UUID.class, tasks(freed))
            .map((rs, c) -> handedOn(rs, free, taken))
            .stream()
            .mapToInt(Integer::intValue)
            .sum();
    Set<String> late = free.isEmpty() ? Set.of() : grant(handle, free, Set.of());
    HandedOn rest = HandedOn.of(free, late);
    List<Claim> claims = taken.stream().sorted(ClaimOrder.COMPARATOR).map(Ranked::claim).toList();
    return new HandedOn(given + rest.given(), rest.left(), claims);
  }

  /** Binds what a statement that claims has to know. */
  private static Query claiming(Query query, ClaimRequest request, int limit, long now) {
    List<LineLimit> lines = request.lines();
    return query
        .bindArray(
            "queues", String.class, lines.stream().map(l -> l.line().queue().value()).toList())
        .bindArray("types", String.class, lines.stream().map(l -> l.line().type().value()).toList())
        .bindArray("limits", Integer.class, lines.stream().map(LineLimit::limit).toList())
        .bind("first", LaneCodes.of(request.lanes()).known().first())
        .bind("last", LaneCodes.of(request.lanes()).known().last())
        .bind("least", request.priorities().least())
        .bind("most", request.priorities().most())
        .bind("limit", limit)
        .bind("worker", request.id().worker().value())
        .bind("number", request.id().number())
        .bind("now", now);
  }

  /** Reads what became of one key; answers how many were given. */
  private static int handedOn(ResultSet from, Set<String> free, List<Ranked> taken)
      throws SQLException {
    if (!from.getBoolean("given")) {
      free.add(from.getString("key"));
      return 0;
    }
    if (from.getString("id") != null) {
      taken.add(Ranked.of(from));
    }
    return 1;
  }

  private static List<UUID> tasks(SortedMap<String, Set<UUID>> freed) {
    return freed.values().stream().flatMap(Set::stream).toList();
  }

  @Override
  public void queueUp(Handle handle, Collection<UUID> tasks) {
    handle.createUpdate(sql.get("queue_up")).bindArray("ids", UUID.class, tasks).execute();
  }

  @Override
  public Set<String> grant(Handle handle, Set<String> free, Set<UUID> aside) {
    return handle
        .createQuery(sql.get("grant"))
        .bindArray("names", String.class, free)
        .bindArray("aside", UUID.class, aside)
        .mapTo(String.class)
        .set();
  }

  @Override
  public void tidy(Handle handle, Set<String> names, long now) {
    handle
        .createUpdate(sql.get("tidy_keys"))
        .bindArray("names", String.class, names)
        .bind("now", now)
        .execute();
  }
}
