package dev.stint.jdbc;

import dev.stint.application.spi.Settlement;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.StoredCodes;
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

  private static final long NO_RECORD = -1;

  private final Statements sql;

  RunHistory(Database database) {
    this.sql = database.statements();
  }

  /** What is recorded with a task that a run finishes. */
  private record End(Duration ran, int records) {}

  /** In microseconds, how long the run worked; negative if no record of it is kept. */
  static long ran(Settlement settlement, Outcome written) {
    return settlement.history() > 0 && settlement.recorded(written).isPresent()
        ? Math.max(0, Settling.micros(settlement.ran()))
        : NO_RECORD;
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
        .ifPresent(
            end -> {
              HistoryRow row = HistoryRow.end(finished, end.ran);
              add(handle, task, finished.standing().sequence(), row);
              trim(handle, task, end.records);
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
            .bind("ran", Settling.micros(row.ran()))
            .bind("worker", row.worker().map(WorkerId::value).orElse(null))
            .bind("result", row.result().bytes());
    Binding.failure(update, row.failure()).execute();
  }

  private void trim(Handle handle, UUID task, int kept) {
    handle.createUpdate(sql.get("trim_attempts")).bind("id", task).bind("kept", kept).execute();
  }

  private Optional<End> end(Handle handle, UUID task) {
    return handle
        .createQuery(sql.get("ended"))
        .bind("id", task)
        .map((rs, c) -> end(rs))
        .findFirst()
        .filter(end -> !end.ran.isNegative());
  }

  private static End end(ResultSet rs) throws SQLException {
    Duration ran = Duration.of(rs.getLong("ran"), ChronoUnit.MICROS);
    int records = rs.getInt("records");
    return new End(ran, rs.wasNull() ? Integer.MAX_VALUE : records);
  }

  /** Newest first. */
  List<HistoryRow> of(Handle handle, TaskRow task) {
    UUID id = task.standing().spec().id().value();
    List<HistoryRow> kept =
        handle.createQuery(sql.get("history")).bind("id", id).map((rs, c) -> row(rs)).list();
    if (task.finished().isEmpty()) {
      return kept;
    }
    return handle
        .createQuery(sql.get("ended"))
        .bind("id", id)
        .map((rs, c) -> end(rs))
        .findFirst()
        .map(end -> HistoryRow.all(row(task, end), kept, end.records))
        .orElse(List.of());
  }

  private static Optional<HistoryRow> row(TaskRow task, End end) {
    return end.ran.isNegative() ? Optional.empty() : Optional.of(HistoryRow.end(task, end.ran));
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
