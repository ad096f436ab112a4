package dev.stint.redis;

import dev.stint.application.spi.Settlement;
import dev.stint.domain.Fence;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.task.HistoryRow;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The records of a task's runs: entries of a list, but for the run that finished the task, which is
 * recorded at the end of the task's own record.
 */
final class RunHistory {

  private static final byte[] NOTHING = new byte[0];

  private RunHistory() {}

  /** The entry of a run that leaves its task unfinished; nothing if it has none. */
  static byte[] entry(Settlement settlement, Outcome written) {
    return settlement
        .recorded(written)
        .filter(run -> !written.finished())
        .map(run -> packed(row(run, settlement)))
        .orElse(NOTHING);
  }

  /** The script has the time. */
  private static HistoryRow row(RunRecord run, Settlement settlement) {
    return HistoryRow.of(run, Instant.EPOCH, settlement.key(), settlement.ran());
  }

  /**
   * The end that a restart undoes, without its result; nothing if it is not recorded, or was undone
   * already: a restart whose answer was lost is asked for again.
   */
  static byte[] ended(Optional<Row> finished) {
    return finished
        .filter(row -> row.task().finished().isPresent())
        .flatMap(row -> row.end().row(row.task()))
        .map(RunHistory::packed)
        .orElse(NOTHING);
  }

  /** A result may follow; it begins with its {@link #mark}. */
  private static byte[] packed(HistoryRow row) {
    Optional<WorkerId> worker = row.worker();
    return new Packing()
        .number(row.fence().value())
        .text(row.status().name())
        .number(row.attempt())
        .number(SortKeys.micros(row.ran()))
        .bytes(TaskCodec.failure(row.failure()))
        .maybe(worker)
        .done();
  }

  static byte[] mark(Fence fence) {
    return new Packing().number(fence.value()).done();
  }

  /**
   * Newest first.
   *
   * @param kept the entries of the list, newest first
   */
  static List<HistoryRow> of(Row stored, List<?> kept) {
    List<HistoryRow> rows = kept.stream().map(entry -> Noting.history((byte[]) entry)).toList();
    TaskRow task = stored.task();
    if (stored.tombstone()) {
      return List.of();
    }
    return task.finished().isEmpty() ? rows : stored.end().history(task, rows);
  }
}
