package dev.stint.jdbc;

import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.KeptTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A settlement in one round trip: of tasks that ended alike, and that are kept or leave nothing but
 * tombstones that share a row. By loops and plain JDBC, for it runs for most tasks and from the
 * first second of a worker on. Thread-safe.
 */
final class PostgresSettlement {

  private static final Comparator<Settlement> BY_ID =
      (one, other) -> one.key().task().compareTo(other.key().task());

  private static final int ID_LENGTH = 37;
  private static final int NUMBER_LENGTH = 17;

  /** Ids of this kind rise with time, so that those of a row of tombstones are close together. */
  private static final int TIMED = 7;

  private final Positional bare;
  private final Positional kept;

  PostgresSettlement(Statements sql) {
    this.bare = PostgresTransactions.script(List.of(sql.get("finish_alone")));
    this.kept = PostgresTransactions.script(List.of(sql.get("finish_kept")));
  }

  /** Ends those it can; answers which. */
  Set<UUID> settle(Database database, List<Settlement> settlements, long now) {
    Settlement[] asked = settlements.toArray(Settlement[]::new);
    Arrays.sort(asked, BY_ID);
    Settlement[] alike = alike(asked);
    // Few of many are left to the transaction that the others take anyway.
    if (2 * alike.length < asked.length || twice(asked)) {
      return Set.of();
    }
    Set<UUID> ended = new HashSet<>();
    Positional script = together(alike[0]) ? bare : kept;
    database.send(script, values(alike, now), (place, rows) -> read(rows, alike, ended));
    return ended;
  }

  /** Those that ended like the first that ended plainly. */
  private static Settlement[] alike(Settlement[] asked) {
    List<Settlement> alike = new ArrayList<>(asked.length);
    for (Settlement settlement : asked) {
      if (plain(settlement) && (alike.isEmpty() || alike(settlement, alike.get(0)))) {
        alike.add(settlement);
      }
    }
    return alike.toArray(Settlement[]::new);
  }

  private static boolean alike(Settlement one, Settlement other) {
    Run run = one.outcome().run();
    Run as = other.outcome().run();
    return one.key().worker().equals(other.key().worker())
        && one.key().sequence() == other.key().sequence()
        && run.status() == as.status()
        && run.action() == as.action()
        && run.attempt() == as.attempt()
        && one.history() == other.history()
        && one.keep().equals(other.keep());
  }

  private static boolean plain(Settlement settlement) {
    Outcome outcome = settlement.outcome();
    return outcome.finished()
        && !outcome.removed()
        && settlement.notes() == Notes.NONE
        && outcome.run().plain()
        && (!together(settlement) || shares(settlement.key()));
  }

  private static boolean together(Settlement settlement) {
    return KeptTask.of(settlement.keep()).tombstone();
  }

  /** Whether its tombstone may be in a row with others; the server looks at the rest. */
  private static boolean shares(WriteKey key) {
    return key.sequence() == 1 && key.task().value().version() == TIMED;
  }

  /** An old and a new owner may meet in one batch: then each has an answer of its own. */
  private static boolean twice(Settlement[] asked) {
    for (int i = 1; i < asked.length; i++) {
      if (BY_ID.compare(asked[i - 1], asked[i]) == 0) {
        return true;
      }
    }
    return false;
  }

  private static void read(ResultSet rows, Settlement[] asked, Set<UUID> ended)
      throws SQLException {
    rows.next();
    if (rows.getInt(1) == asked.length) {
      for (Settlement settlement : asked) {
        ended.add(settlement.key().task().value());
      }
    } else if (rows.getArray(2) != null) {
      ended.addAll(Arrays.asList((UUID[]) rows.getArray(2).getArray()));
    }
  }

  private static Map<String, Object> values(Settlement[] alike, long now) {
    Settlement first = alike[0];
    Run run = first.outcome().run();
    Map<String, Object> values = new HashMap<>();
    keys(alike, values);
    values.put("limit", alike.length);
    values.put("firstId", first.key().task().value());
    values.put("lastId", alike[alike.length - 1].key().task().value());
    values.put("sequence", first.key().sequence());
    values.put("worker", first.key().worker().value());
    values.put("status", run.status().name());
    values.put("action", run.action());
    values.put("attempt", run.attempt());
    values.put("now", now);
    values.put("purge", now + Row.micros(KeptTask.of(first.keep()).time()));
    if (!together(first)) {
      kept(alike, values);
    }
    return values;
  }

  private static void keys(Settlement[] alike, Map<String, Object> values) {
    StringBuilder ids = new StringBuilder(alike.length * ID_LENGTH).append('{');
    StringBuilder fences = new StringBuilder(alike.length * NUMBER_LENGTH).append('{');
    for (Settlement settlement : alike) {
      ids.append(settlement.key().task().value()).append(',');
      fences.append(settlement.key().fence().value()).append(',');
    }
    values.put("ids", closed(ids));
    values.put("fences", closed(fences));
  }

  /** What only a whole record says. */
  private static void kept(Settlement[] alike, Map<String, Object> values) {
    StringBuilder rans = new StringBuilder(alike.length * NUMBER_LENGTH).append('{');
    for (Settlement settlement : alike) {
      rans.append(settlement.end(settlement.outcome()).micros()).append(',');
    }
    values.put("rans", closed(rans));
    values.put("none", Binding.NONE);
    values.put("tombstone", 0);
    values.put("records", alike[0].history());
  }

  private static String closed(StringBuilder list) {
    list.setCharAt(list.length() - 1, '}');
    return list.toString();
  }
}
