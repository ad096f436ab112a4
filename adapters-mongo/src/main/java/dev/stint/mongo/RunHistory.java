package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * The records of a task's runs, in its own document: a list, and beside it the run that finished
 * the task.
 */
final class RunHistory {

  private RunHistory() {}

  /** Adds to the write of an end what is recorded of it. */
  static void add(Document update, Settlement settlement, Outcome written, long now) {
    settlement
        .recorded(written)
        .ifPresent(
            run -> {
              if (written.finished()) {
                end(update.get("$set", Document.class), settlement.end(written));
              } else {
                push(update, settlement, run, now);
              }
            });
  }

  private static void end(Document set, EndRecord end) {
    set.append(Field.RECORDS, end.most()).append(Field.RAN, end.micros());
  }

  private static void push(Document update, Settlement settlement, RunRecord run, long now) {
    HistoryRow row = HistoryRow.of(run, Row.instant(now), settlement.key(), settlement.ran());
    NoteWriter.push(
        update,
        Field.HISTORY,
        new Document("$each", List.of(document(row))).append("$slice", -settlement.history()));
  }

  private static Document document(HistoryRow told) {
    Document row =
        new Document("at", Row.micros(told.at()))
            .append(Field.FENCE, told.fence().value())
            .append("status", told.status().name())
            .append("attempt", told.attempt())
            .append("ran", Row.micros(told.ran()));
    told.worker().ifPresent(w -> row.append(Field.WORKER, w.value()));
    told.failure().ifPresent(f -> row.append("failure", Binding.failure(f)));
    if (!told.result().isNone()) {
      row.append(Field.RESULT, new Binary(told.result().bytes()));
    }
    return row;
  }

  /** Newest first. */
  static List<HistoryRow> of(Document stored) {
    if (stored.getBoolean(Field.TOMBSTONE, false)) {
      return List.of();
    }
    List<HistoryRow> kept = new ArrayList<>();
    stored.getList(Field.HISTORY, Document.class, List.of()).forEach(d -> kept.add(Row.history(d)));
    Collections.reverse(kept);
    TaskRow task = new Row(stored).task();
    return task.finished().isEmpty() ? kept : end(stored).history(task, kept);
  }

  private static EndRecord end(Document stored) {
    Optional<Integer> most = Optional.ofNullable(stored.getInteger(Field.RECORDS));
    return Optional.ofNullable(stored.getLong(Field.RAN))
        .map(ran -> EndRecord.stored(ran, most))
        .orElse(EndRecord.OLDER);
  }

  /** All of a finished task, as they are stored once its end is undone. */
  static List<Document> ended(Document stored) {
    List<Document> all = new ArrayList<>(of(stored).stream().map(RunHistory::document).toList());
    Collections.reverse(all);
    return all;
  }

  /** Finished tasks that have anything for people to read. */
  static Bson told() {
    return Filters.or(
        Filters.eq(Field.NOTED, true),
        Filters.and(
            Filters.eq(Field.TOMBSTONE, false), Filters.ne(Field.RAN, EndRecord.NO_RECORD)));
  }

  /** Leaves nothing of it. */
  static Bson emptied() {
    return Updates.combine(
        Updates.unset(Field.HISTORY),
        Updates.unset(Field.NOTED),
        Updates.set(Field.RAN, EndRecord.NO_RECORD));
  }
}
