package dev.stint.command.builtin;

import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.domain.TaskId;
import dev.stint.mongo.MongoTables;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collections in MongoDB: a document for each row, whose {@code _id} is the line's number. */
public final class MongoImportTarget implements ImportTarget {

  private final MongoTables tables;
  private final ImportsUnderWay others;

  public MongoImportTarget(MongoTables tables, ImportsUnderWay others) {
    this.tables = tables;
    this.others = others;
  }

  /** False also where the server has transactions: one way for every server. */
  @Override
  public boolean atomic() {
    return false;
  }

  @Override
  public void prepare(Load load, ChunkContext context) {
    checkNames(load);
    if (load.arguments().append()) {
      checkColumns(load);
    }
    MongoTables.Taken taken = take(load, Optional.empty());
    Optional<TaskId> over = taken.loader().filter(loader -> !others.unfinished(loader));
    if (taken.answer() == MongoTables.Answer.LOADING && over.isPresent()) {
      taken = take(load, over);
    }
    switch (taken.answer()) {
      case TAKEN -> {}
      case LOADING -> throw loading(load, taken.loader());
      case ROWS -> throw ImportRefusals.rows(load.table());
      case LATE -> throw new LeaseLostException(load.task());
    }
  }

  private MongoTables.Taken take(Load load, Optional<TaskId> over) {
    CsvImport asked = load.arguments();
    MongoTables.Fill other = asked.append() ? MongoTables.Fill.APPEND : MongoTables.Fill.NEW;
    MongoTables.Fill fill = asked.replace() ? MongoTables.Fill.REPLACE : other;
    return tables.take(held(load), fill, load.columns(), over);
  }

  private static MongoTables.Held held(Load load) {
    return new MongoTables.Held(load.table(), load.task(), load.fence());
  }

  /** What MongoDB does not store, or would read as a path. */
  private static void checkNames(Load load) {
    if (load.table().indexOf('$') >= 0 || load.table().startsWith("system.")) {
      throw new PermanentFailureException(
          "a collection in MongoDB has no $ in its name and is none of the system's: '%s'; say another with --into"
              .formatted(load.table()));
    }
    for (String column : load.columns()) {
      if (column.startsWith("$")
          || column.indexOf('.') >= 0
          || column.equals("_id")
          || column.equals("_import")) {
        throw new PermanentFailureException(
            "column '%s' cannot be stored in MongoDB; name it without a dot or a leading $, and not _id or _import"
                .formatted(column));
      }
    }
  }

  private void checkColumns(Load load) {
    Optional<List<String>> found = tables.columns(load.table());
    if (found.isPresent()) {
      Set<String> missing = new LinkedHashSet<>(load.columns());
      found.get().forEach(missing::remove);
      if (!missing.isEmpty()) {
        throw ImportRefusals.columns(load.table(), missing);
      }
    }
  }

  @Override
  public long lastKey(String table) {
    return tables.lastKey(table);
  }

  @Override
  public void write(Load load, List<Row> rows, ChunkContext context) {
    Map<Long, Map<String, String>> written = new LinkedHashMap<>();
    for (Row row : rows) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < row.values().size(); i++) {
        values.put(load.columns().get(i), row.values().get(i));
      }
      written.put(row.key(), values);
    }
    if (!tables.write(held(load), written)) {
      Optional<TaskId> loader = tables.loader(load.table());
      throw loader.filter(l -> !l.equals(load.task())).isPresent()
          ? loading(load, loader)
          : new LeaseLostException(load.task());
    }
  }

  private static RuntimeException loading(Load load, Optional<TaskId> loader) {
    return loader
        .<RuntimeException>map(other -> ImportRefusals.loading(load.table(), other))
        .orElseGet(() -> new LeaseLostException(load.task()));
  }

  /** Counts first: once the table is given back, others may write to it. */
  @Override
  public Counts finish(Load load) {
    MongoTables.Counts counts = tables.counts(load.table(), load.columns());
    tables.giveBack(held(load));
    return new Counts(counts.rows(), counts.filled());
  }
}
