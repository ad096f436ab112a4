package dev.stint.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BsonField;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.stint.application.api.PermanentFailureException;
import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Collections that stand for tables: a document for each row, whose id is the row's number. Each
 * row says which load brought it; who loads the table now, and under which fence, stands in a
 * document of its own. Thread-safe; every failure is a StoreException.
 *
 * <p>A row is inserted if it is not there, so to write it again changes nothing. A late writer is
 * turned away before it writes; one that the system stopped between that look and its write can
 * only bring rows of its own load, which are there already unless somebody has removed them since.
 */
public final class MongoTables {

  /** Of a row: the task and the fence with which its load began, so that a restart is another. */
  private static final String ROW_IS_OF = "_import";

  private static final String LOAD_NUMBER = "load";
  private static final String LOADER = ROW_IS_OF + "." + Field.TASK;
  private static final String LOAD = ROW_IS_OF + "." + LOAD_NUMBER;

  private static final String COLUMNS = "columns";
  private static final String ROWS = "rows";

  private final Database database;

  MongoTables(Database database) {
    this.database = database;
  }

  /** A table and who wants to write it. */
  public record Held(String table, TaskId task, Fence fence) {}

  /** What a load begins with: an empty table, what is there, or what is there removed. */
  public enum Fill {
    NEW,
    APPEND,
    REPLACE
  }

  public enum Answer {
    TAKEN,
    /** Another task loads it. */
    LOADING,
    /** Rows are there, and NEW was asked for. */
    ROWS,
    /** The same task has asked with a greater fence. */
    LATE
  }

  /**
   * @param loader the task that has the table
   */
  public record Taken(Answer answer, Optional<TaskId> loader) {}

  /**
   * @param filled how many rows have a value in each column that is not empty
   */
  public record Counts(long rows, Map<String, Long> filled) {}

  /**
   * Takes the table for a task and makes it ready; to ask again changes nothing.
   *
   * @param over a task that is known to be over, from which it may be taken
   */
  public Taken take(Held held, Fill fill, List<String> columns, Optional<TaskId> over) {
    return database.call(
        () -> {
          if (owned(held).isEmpty() && !becomesOwner(held, over)) {
            Optional<TaskId> loader = loader(held.table());
            boolean same = loader.equals(Optional.of(held.task()));
            return new Taken(same ? Answer.LATE : Answer.LOADING, loader);
          }
          return new Taken(ready(held, fill, columns), Optional.of(held.task()));
        });
  }

  private MongoCollection<Document> imports() {
    return database.raw().getCollection("stint_import");
  }

  private MongoCollection<Document> rows(String table) {
    return database.raw().getCollection(table);
  }

  private static Bson of(Held held) {
    return Filters.eq(Field.ID, held.table());
  }

  private static Bson asOwner(Held held) {
    return Updates.combine(
        Updates.set(Field.TASK, held.task().value()),
        Updates.set(Field.FENCE, held.fence().value()));
  }

  /** The table's document if the task has it and no greater fence was seen; keeps the fence. */
  private Optional<Document> owned(Held held) {
    Bson mine =
        Filters.and(
            of(held),
            Filters.eq(Field.TASK, held.task().value()),
            Filters.lte(Field.FENCE, held.fence().value()));
    return Optional.ofNullable(
        imports().findOneAndUpdate(mine, Updates.set(Field.FENCE, held.fence().value())));
  }

  private boolean becomesOwner(Held held, Optional<TaskId> over) {
    Document first =
        new Document(Field.ID, held.table())
            .append(Field.TASK, held.task().value())
            .append(Field.FENCE, held.fence().value());
    if (Scope.alone(database).insert(imports(), List.of(first)).isEmpty()) {
      return true;
    }
    List<Bson> free = new ArrayList<>(List.of(Filters.exists(Field.TASK, false)));
    over.ifPresent(task -> free.add(Filters.eq(Field.TASK, task.value())));
    return imports()
            .updateOne(Filters.and(of(held), Filters.or(free)), asOwner(held))
            .getMatchedCount()
        == 1;
  }

  private Answer ready(Held held, Fill fill, List<String> columns) {
    Bson others =
        Filters.or(Filters.ne(LOADER, held.task().value()), Filters.lt(LOAD, held.fence().value()));
    if (fill == Fill.NEW && rows(held.table()).find(others).first() != null) {
      return Answer.ROWS;
    }
    if (fill == Fill.REPLACE) {
      // Not dropped: a late repeat of this would take the rows of this very task with it.
      rows(held.table()).deleteMany(others);
    }
    boolean fresh = fill != Fill.APPEND || columns(held.table()).isEmpty();
    Bson load = Updates.set(LOAD_NUMBER, held.fence().value());
    Bson mine = Filters.and(of(held), Filters.eq(Field.FENCE, held.fence().value()));
    imports().updateOne(mine, fresh ? Updates.combine(load, Updates.set(COLUMNS, columns)) : load);
    return Answer.TAKEN;
  }

  /** The task that has the table, if any has. */
  public Optional<TaskId> loader(String table) {
    return known(table).map(d -> d.get(Field.TASK, UUID.class)).map(TaskId::new);
  }

  /** The columns that the table was made with, if a load made it. */
  public Optional<List<String>> columns(String table) {
    return known(table).map(d -> d.getList(COLUMNS, String.class));
  }

  private Optional<Document> known(String table) {
    return database.call(
        () -> Optional.ofNullable(imports().find(Filters.eq(Field.ID, table)).first()));
  }

  /** The greatest number of a row; 0 if there is none. */
  public long lastKey(String table) {
    return database.call(
        () ->
            Optional.ofNullable(
                    rows(table)
                        .find(Filters.type(Field.ID, BsonType.INT64))
                        .sort(Sorts.descending(Field.ID))
                        .first())
                .map(d -> d.getLong(Field.ID))
                .orElse(0L));
  }

  /**
   * Writes rows by their numbers; false if the table is another's by now, and nothing was written.
   *
   * @throws PermanentFailureException if a number is taken by a document of another load
   */
  public boolean write(Held held, Map<Long, Map<String, String>> rows) {
    Optional<Document> owned = database.call(() -> owned(held));
    owned
        .map(d -> d.getLong(LOAD_NUMBER))
        .flatMap(load -> database.call(() -> write(held, load, rows)))
        .ifPresent(
            taken -> {
              throw new PermanentFailureException(
                  "table '%s' holds another document under the number %s; say --replace or another table with --into"
                      .formatted(held.table(), taken));
            });
    return owned.isPresent();
  }

  /** Answers the first number that is another's. */
  private Optional<Object> write(Held held, long load, Map<Long, Map<String, String>> rows) {
    Document by = new Document(Field.TASK, held.task().value()).append(LOAD_NUMBER, load);
    List<Document> documents = new ArrayList<>(rows.size());
    rows.forEach(
        (key, values) -> {
          Document document = new Document(Field.ID, key);
          document.putAll(values);
          documents.add(document.append(ROW_IS_OF, by));
        });
    Set<Object> there = Scope.alone(database).insert(rows(held.table()), documents);
    Bson foreign =
        Filters.and(
            Filters.in(Field.ID, there),
            Filters.or(Filters.ne(LOADER, held.task().value()), Filters.ne(LOAD, load)));
    return there.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(rows(held.table()).find(foreign).first()).map(d -> d.get(Field.ID));
  }

  /** Counts rows and values. */
  public Counts counts(String table, List<String> columns) {
    List<BsonField> sums = new ArrayList<>(List.of(Accumulators.sum(ROWS, 1L)));
    for (int i = 0; i < columns.size(); i++) {
      Document empty =
          new Document(
              "$eq", List.of(new Document("$ifNull", List.of("$" + columns.get(i), "")), ""));
      sums.add(Accumulators.sum("c" + i, new Document("$cond", List.of(empty, 0L, 1L))));
    }
    return database.call(
        () ->
            counts(
                columns,
                Optional.ofNullable(
                        rows(table).aggregate(List.of(Aggregates.group(null, sums))).first())
                    .orElse(new Document())));
  }

  private static Counts counts(List<String> columns, Document found) {
    Map<String, Long> filled = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      filled.put(columns.get(i), number(found, "c" + i));
    }
    return new Counts(number(found, ROWS), filled);
  }

  private static long number(Document found, String name) {
    return found.get(name, Number.class) == null ? 0 : found.get(name, Number.class).longValue();
  }

  /** Lets others have the table; harmless if it is another's already. */
  public void giveBack(Held held) {
    database.call(
        () ->
            imports()
                .updateOne(
                    Filters.and(of(held), Filters.eq(Field.TASK, held.task().value())),
                    Updates.unset(Field.TASK))
                .wasAcknowledged());
  }
}
