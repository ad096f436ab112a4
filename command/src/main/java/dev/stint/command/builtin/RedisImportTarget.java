package dev.stint.command.builtin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.redis.RedisTables;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hashes in Redis, {@code stint:import:{table}:rows}: a field for each line number, its value the
 * row as JSON. The loader and its fence stand beside them, so late writers are refused.
 */
public final class RedisImportTarget implements ImportTarget {

  private final RedisTables tables;
  private final ImportsUnderWay others;
  private final ObjectMapper json = new ObjectMapper();

  public RedisImportTarget(RedisTables tables, ImportsUnderWay others) {
    this.tables = tables;
    this.others = others;
  }

  @Override
  public boolean atomic() {
    return false;
  }

  @Override
  public void prepare(Load load, ChunkContext context) throws JsonProcessingException {
    refuseBraces(load.table());
    RedisTables.Held held = held(load);
    if (load.arguments().append()) {
      checkColumns(load);
    }
    RedisTables.Fill fill =
        load.arguments().replace()
            ? RedisTables.Fill.REPLACE
            : load.arguments().append() ? RedisTables.Fill.APPEND : RedisTables.Fill.NEW;
    String columns = json.writeValueAsString(load.columns());
    RedisTables.Taken taken = tables.take(held, fill, columns, Optional.empty());
    if (taken.loader().filter(other -> !others.unfinished(other)).isPresent()) {
      taken = tables.take(held, fill, columns, taken.loader());
    }
    switch (taken.answer()) {
      case TAKEN -> {}
      case LOADING -> throw ImportRefusals.loading(load.table(), taken.loader().orElseThrow());
      case ROWS -> throw ImportRefusals.rows(load.table());
      case LATE -> throw new LeaseLostException(load.task());
    }
  }

  private static void refuseBraces(String table) {
    if (table.indexOf('{') >= 0 || table.indexOf('}') >= 0) {
      throw new PermanentFailureException(
          "a table in Redis has no braces in its name: '" + table + "'; say another with --into");
    }
  }

  private void checkColumns(Load load) throws JsonProcessingException {
    Optional<String> found = tables.columns(load.table());
    if (found.isPresent()) {
      Set<String> missing = new LinkedHashSet<>(load.columns());
      missing.removeAll(json.readValue(found.get(), new TypeReference<List<String>>() {}));
      if (!missing.isEmpty()) {
        throw ImportRefusals.columns(load.table(), missing);
      }
    }
  }

  private static RedisTables.Held held(Load load) {
    return new RedisTables.Held(load.table(), load.task(), load.fence());
  }

  @Override
  public long lastKey(String table) {
    return tables.lastKey(table);
  }

  @Override
  public void write(Load load, List<Row> rows, ChunkContext context)
      throws JsonProcessingException {
    Map<Long, String> written = new LinkedHashMap<>();
    for (Row row : rows) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < row.values().size(); i++) {
        values.put(load.columns().get(i), row.values().get(i));
      }
      written.put(row.key(), json.writeValueAsString(values));
    }
    if (!tables.write(held(load), written)) {
      throw late(load);
    }
  }

  /** Overtaken by the task's next owner, or by another import after this one was over. */
  private RuntimeException late(Load load) {
    return tables
        .loader(load.table())
        .filter(loader -> !loader.equals(load.task()))
        .<RuntimeException>map(loader -> ImportRefusals.loading(load.table(), loader))
        .orElseGet(() -> new LeaseLostException(load.task()));
  }

  /** Counts first: once the table is given back, others may write to it. */
  @Override
  public Counts finish(Load load) {
    Tally tally = new Tally(load.columns());
    tables.eachRow(load.table(), row -> tally.add(values(row)));
    tables.giveBack(held(load));
    return new Counts(tally.rows, tally.filled);
  }

  private Map<String, String> values(String row) {
    try {
      return json.readValue(row, new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new PermanentFailureException("a row in the table is not one of Stint's: " + row, e);
    }
  }

  private static final class Tally {
    private final Map<String, Long> filled = new LinkedHashMap<>();
    private long rows;

    Tally(List<String> columns) {
      columns.forEach(c -> filled.put(c, 0L));
    }

    void add(Map<String, String> values) {
      rows++;
      values.forEach((c, v) -> filled.computeIfPresent(c, (k, n) -> v.isEmpty() ? n : n + 1));
    }
  }
}
