package dev.stint.jdbc;

import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.KeptTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A settlement in one round trip: of tasks whose first claim ended them, all alike, that leave
 * nothing but tombstones. By loops and plain JDBC, for it runs for most tasks and from the first
 * second of a worker on. Thread-safe.
 */
final class PostgresSettlement {

  private static final Comparator<WriteKey> BY_ID =
      (one, other) -> one.task().compareTo(other.task());

  private static final int ID_LENGTH = 37;
  private static final int FENCE_LENGTH = 17;

  /** Ids of this kind rise with time, so that those of a row of tombstones are close together. */
  private static final int TIMED = 7;

  private final Positional script;

  PostgresSettlement(Statements sql) {
    this.script = PostgresTransactions.script(List.of(sql.get("finish_alone")));
  }

  /** Whether all of them may end so. */
  static boolean takes(List<Settlement> settlements) {
    Settlement first = settlements.get(0);
    if (!KeptTask.of(first.keep()).tombstone()) {
      return false;
    }
    for (Settlement settlement : settlements) {
      if (!alike(settlement, first) || !plain(settlement)) {
        return false;
      }
    }
    return true;
  }

  private static boolean alike(Settlement one, Settlement other) {
    Run run = one.outcome().run();
    Run as = other.outcome().run();
    return one.key().worker().equals(other.key().worker())
        && one.key().sequence() == 1
        && run.status() == as.status()
        && run.action() == as.action()
        && run.attempt() == as.attempt()
        && one.keep().equals(other.keep());
  }

  private static boolean plain(Settlement settlement) {
    Outcome outcome = settlement.outcome();
    return settlement.key().task().value().version() == TIMED
        && outcome.finished()
        && !outcome.removed()
        && settlement.notes() == Notes.NONE
        && outcome.run().plain();
  }

  /** Ends those it can; answers which. */
  Set<UUID> settle(Database database, List<Settlement> settlements, long now) {
    WriteKey[] keys = new WriteKey[settlements.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = settlements.get(i).key();
    }
    Arrays.sort(keys, BY_ID);
    Set<UUID> ended = new HashSet<>();
    if (!twice(keys)) {
      Map<String, Object> values = values(settlements.get(0), keys, now);
      database.send(script, values, (place, rows) -> read(rows, keys, ended));
    }
    return ended;
  }

  /** An old and a new owner may meet in one batch: then each has an answer of its own. */
  private static boolean twice(WriteKey[] keys) {
    for (int i = 1; i < keys.length; i++) {
      if (keys[i].task().equals(keys[i - 1].task())) {
        return true;
      }
    }
    return false;
  }

  private static void read(ResultSet rows, WriteKey[] keys, Set<UUID> ended) throws SQLException {
    rows.next();
    if (rows.getInt(1) == keys.length) {
      for (WriteKey key : keys) {
        ended.add(key.task().value());
      }
    } else if (rows.getArray(2) != null) {
      ended.addAll(Arrays.asList((UUID[]) rows.getArray(2).getArray()));
    }
  }

  private static Map<String, Object> values(Settlement first, WriteKey[] keys, long now) {
    Run run = first.outcome().run();
    Map<String, Object> values = new HashMap<>();
    StringBuilder ids = new StringBuilder(keys.length * ID_LENGTH).append('{');
    StringBuilder fences = new StringBuilder(keys.length * FENCE_LENGTH).append('{');
    for (WriteKey key : keys) {
      ids.append(key.task().value()).append(',');
      fences.append(key.fence().value()).append(',');
    }
    values.put("ids", closed(ids));
    values.put("fences", closed(fences));
    values.put("limit", keys.length);
    values.put("firstId", keys[0].task().value());
    values.put("lastId", keys[keys.length - 1].task().value());
    values.put("sequence", first.key().sequence());
    values.put("worker", first.key().worker().value());
    values.put("status", run.status().name());
    values.put("action", run.action());
    values.put("attempt", run.attempt());
    values.put("now", now);
    values.put("purge", now + Row.micros(KeptTask.TOMBSTONE.time()));
    return values;
  }

  private static String closed(StringBuilder list) {
    list.setCharAt(list.length() - 1, '}');
    return list.toString();
  }
}
