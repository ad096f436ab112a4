package dev.stint.jdbc;

import dev.stint.application.spi.Settlement;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.EndRecord;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * The records of tasks' runs: rows of their own, but for the run that finished a task, which is
 * recorded with the task itself.
 */
final class RunHistory {

  private final Statements sql;

  RunHistory(Database database) {
    this.sql = database.statements();
  }

  /** Adds a run that left its task unfinished; a repeat is harmless. */
  void add(Handle handle, Settlement settlement, RunRecord run, long now) {
    HistoryRow row = HistoryRow.of(run, Row.instant(now), settlement.key(), settlement.ran());
    UUID task = settlement.key().task().value();
    if (settlement.history() > 0) {
      add(handle, task, settlement.key().sequence(), row);
    }
    trim(handle, task, settlement.history());
  }

  /** Adds the run that finished a task, for a restart undoes that. */
  void addEnd(Handle handle, TaskRow finished) {
    UUID task = finished.standing().spec().id().value();
    end(handle, task)
        .filter(end -> end.ran().isPresent())
        .ifPresent(
            end -> {
              end.row(finished)
                  .ifPresent(row -> add(handle, task, finished.standing().sequence(), row));
              trim(handle, task, end.most());
            });
  }

  private void add(Handle handle, UUID task, long sequence, HistoryRow row) {
    Update update =
        handle
            .createUpdate(sql.get("note_attempt"))
            .bind("id", task)
            .bind("fence", row.fence().value())
            .bind("sequence", sequence)
            .bind("now", Row.micros(row.at()))
            .bind("status", row.status().name())
            .bind("attempt", row.attempt())
            .bind("ran", Row.micros(row.ran()))
            .bind("worker", row.worker().map(WorkerId::value).orElse(null))
            .bind("result", row.result().bytes());
    Binding.failure(update, row.failure()).execute();
  }

  private void trim(Handle handle, UUID task, int kept) {
    handle.createUpdate(sql.get("trim_attempts")).bind("id", task).bind("kept", kept).execute();
  }

  private Optional<EndRecord> end(Handle handle, UUID task) {
    return handle
        .createQuery(sql.get("ended"))
        .bind("id", task)
        .map((rs, c) -> end(rs))
        .findFirst();
  }

  private static EndRecord end(ResultSet rs) throws SQLException {
    long ran = rs.getLong("ran");
    int most = rs.getInt("records");
    return EndRecord.stored(ran, rs.wasNull() ? Optional.empty() : Optional.of(most));
  }

  /** Newest first. */
  List<HistoryRow> of(Handle handle, TaskRow task) {
    UUID id = task.standing().spec().id().value();
    List<HistoryRow> kept =
        handle.createQuery(sql.get("history")).bind("id", id).map((rs, c) -> row(rs)).list();
    if (task.finished().isEmpty()) {
      return kept;
    }
    return end(handle, id).map(end -> end.history(task, kept)).orElse(List.of());
  }

  private static HistoryRow row(ResultSet rs) throws SQLException {
    return new HistoryRow(
        Row.instant(rs.getLong("at")),
        new Fence(rs.getLong("fence")),
        StoredCodes.status(rs.getString("status")),
        rs.getInt("attempt"),
        Duration.of(rs.getLong("ran"), ChronoUnit.MICROS),
        Row.failure(rs),
        Optional.ofNullable(rs.getString("worker")).map(w -> new WorkerId(UUID.fromString(w))),
        Payload.of(rs.getBytes("result")));
  }
}
