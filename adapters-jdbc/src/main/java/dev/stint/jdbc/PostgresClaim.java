package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.store.ClaimOrder;
import dev.stint.domain.store.LaneCodes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A claim in one round trip: whether the worker is live, the ready tasks and the suspects in one
 * statement, and whether INTERACTIVE tasks wait in another. Of a task that nothing happened to yet
 * only a few columns are read, by their places; the others are read once more, whole. Thread-safe.
 */
final class PostgresClaim {

  private final Statements sql;
  private final Positional ofLine;
  private final Positional ofLines;

  PostgresClaim(Statements sql) {
    this.sql = sql;
    String waiting = sql.get("interactive_in_lines");
    this.ofLine = PostgresTransactions.script(List.of(sql.get("claim"), waiting));
    this.ofLines = PostgresTransactions.script(List.of(sql.get("claim_lines"), waiting));
  }

  Claimed claim(Database database, Claiming claiming, ClaimRequest request) {
    long now = database.clock().micros();
    if (request.lines().isEmpty()) {
      return new Claimed(List.of(), Row.instant(now), false);
    }
    Taken taken = new Taken(new ClaimedRows(request));
    database.send(
        request.lines().size() == 1 ? ofLine : ofLines, values(request, now), taken::read);
    List<Ranked> all = new ArrayList<>(taken.rows.untouched());
    if (!taken.rows.others().isEmpty()) {
      all.addAll(whole(database, request, taken.rows.others()));
    }
    all.sort(ClaimOrder.COMPARATOR);
    List<Claim> claims = new ArrayList<>(all.size());
    all.forEach(ranked -> claims.add(ranked.claim()));
    return Claiming.keepsAll(request, claims)
        ? new Claimed(claims, Row.instant(now), taken.waiting)
        : database.change(handle -> claiming.kept(handle, request, claims, now));
  }

  /** What the script answered. */
  private static final class Taken {
    private final ClaimedRows rows;
    private boolean waiting;

    Taken(ClaimedRows rows) {
      this.rows = rows;
    }

    void read(int place, ResultSet from) throws SQLException {
      if (place == 0) {
        rows.read(from);
      } else {
        waiting = from.next() && from.getBoolean(1);
      }
    }
  }

  private static Map<String, Object> values(ClaimRequest request, long now) {
    List<LineLimit> lines = request.lines();
    Map<String, Object> values = new HashMap<>();
    values.put("queue", lines.get(0).line().queue().value());
    values.put("type", lines.get(0).line().type().value());
    values.put("queues", texts(lines.stream().map(l -> l.line().queue().value()).toList()));
    values.put("types", texts(lines.stream().map(l -> l.line().type().value()).toList()));
    values.put("limits", lines.stream().mapToInt(LineLimit::limit).toArray());
    int most = lines.size() == 1 ? lines.get(0).limit() : Integer.MAX_VALUE;
    values.put("limit", Math.max(0, Math.min(request.limit(), most)));
    values.put("suspects", Math.max(0, Math.min(request.suspects(), most)));
    values.put("first", LaneCodes.of(request.lanes()).first());
    values.put("last", LaneCodes.of(request.lanes()).last());
    values.put("least", request.priorities().least());
    values.put("most", request.priorities().most());
    values.put("worker", request.id().worker().value());
    values.put("number", request.id().number());
    values.put("now", now);
    return values;
  }

  private static String[] texts(List<String> names) {
    return names.toArray(String[]::new);
  }

  /** Those that are still the claim's; the others changed hands since. */
  private List<Ranked> whole(Database database, ClaimRequest request, List<UUID> tasks) {
    return database.ask(
        handle ->
            handle
                .createQuery(sql.get("claimed_these"))
                .bindArray("ids", UUID.class, tasks)
                .bind("worker", request.id().worker().value())
                .bind("number", request.id().number())
                .map((rs, c) -> Ranked.of(rs))
                .list());
  }
}
