package dev.stint.redis;

import dev.stint.application.spi.StoreException;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * What stands for tables in Redis: a hash of rows by number, and beside it who loads it. Every
 * write carries the loader and its fence; who was overtaken changes nothing. Thread-safe; errors
 * are {@link StoreException}s.
 */
public final class RedisTables {

  private static final int SLICE = 1_000;

  private final Redis redis;

  RedisTables(Redis redis) {
    this.redis = redis;
  }

  /** Who writes to which table. */
  public record Held(String table, TaskId loader, Fence fence) {}

  /** What is done about rows that are there. */
  public enum Fill {
    NEW,
    APPEND,
    REPLACE
  }

  /** What became of the wish to load a table. */
  public enum Answer {
    TAKEN,
    LOADING,
    ROWS,
    LATE
  }

  /**
   * @param loader who loads the table, where that is known
   */
  public record Taken(Answer answer, Optional<TaskId> loader) {}

  private String base(String table) {
    return redis.prefix() + ":import:{" + table + "}:";
  }

  private static Args args(Held held) {
    return new Args().add(Row.hex(held.loader)).add(held.fence.value());
  }

  /**
   * Makes a table ready for one loader; the same again changes nothing.
   *
   * @param columns kept with the table, as any text
   * @param over a loader that is over and from which the table may be taken
   */
  public Taken take(Held held, Fill fill, String columns, Optional<TaskId> over) {
    Args args = args(held).add(fill.name()).add(columns).add(over.map(Row::hex).orElse(""));
    List<?> answer = (List<?>) redis.call("table_take", base(held.table), args);
    String loader = Args.text(answer.get(1));
    return new Taken(
        Answer.valueOf(Args.text(answer.get(0))),
        loader.isEmpty() ? Optional.empty() : Optional.of(Row.id(loader)));
  }

  /** False if the table has another loader, or this one a newer owner: then some rows stand. */
  public boolean write(Held held, Map<Long, String> rows) {
    List<Map.Entry<Long, String>> all = new ArrayList<>(rows.entrySet());
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < all.size(); i += SLICE) {
      List<Map.Entry<Long, String>> slice = all.subList(i, Math.min(all.size(), i + SLICE));
      Args args = args(held).add(slice.size());
      slice.forEach(row -> args.add(row.getKey()).add(row.getValue()));
      calls.add(new Call("table_write", base(held.table), args));
    }
    return redis.callAll(calls).stream().allMatch(wrote -> (Long) wrote == 1);
  }

  /** Lets others load the table. */
  public void giveBack(Held held) {
    redis.call("table_give_back", base(held.table), args(held));
  }

  /** The columns as they were told when the table was made. */
  public Optional<String> columns(String table) {
    return meta(table, "columns");
  }

  /** The last to take the table. */
  public Optional<TaskId> loader(String table) {
    return meta(table, "by").map(Row::id);
  }

  /** The greatest number of a row; 0 if there is none. */
  public long lastKey(String table) {
    return meta(table, "last").map(Long::valueOf).orElse(0L);
  }

  private Optional<String> meta(String table, String field) {
    try {
      return Optional.ofNullable(redis.jedis().hget(base(table) + "meta", field));
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }

  /** Shows every row once, in any order. */
  public void eachRow(String table, Consumer<String> shown) {
    // A scan may meet a row twice.
    BitSet met = new BitSet();
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<Map.Entry<String, String>> some = scan(table, cursor);
      for (Map.Entry<String, String> row : some.getResult()) {
        int key = Integer.parseInt(row.getKey());
        if (!met.get(key)) {
          met.set(key);
          shown.accept(row.getValue());
        }
      }
      cursor = some.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
  }

  private ScanResult<Map.Entry<String, String>> scan(String table, String cursor) {
    try {
      return redis.jedis().hscan(base(table) + "rows", cursor, new ScanParams().count(SLICE));
    } catch (RuntimeException e) {
      throw Failures.of(e);
    }
  }
}
