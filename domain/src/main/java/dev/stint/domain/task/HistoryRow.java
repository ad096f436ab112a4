package dev.stint.domain.task;

import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.RunRecord;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.life.WriteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One run of a task: when it ended, as what, after how much work, by whom, with what error or
 * result. {@link RunRecord} says which runs have one.
 *
 * @param at when it ended
 * @param ran how long user code worked in its last stint
 * @param failure of this run, not of an earlier one
 * @param result of a run that ended the task; else NONE
 */
public record HistoryRow(
    Instant at,
    Fence fence,
    TaskStatus status,
    int attempt,
    Duration ran,
    Optional<Failure> failure,
    Optional<WorkerId> worker,
    Payload result) {

  /** Of a run that left its task unfinished. */
  public static HistoryRow of(RunRecord run, Instant at, WriteKey key, Duration ran) {
    return new HistoryRow(
        at,
        key.fence(),
        run.status(),
        run.attempt(),
        ran,
        run.failure(),
        Optional.of(key.worker()),
        Payload.NONE);
  }

  /** Of the run that finished this task. */
  public static HistoryRow end(TaskRow finished, Duration ran) {
    RunRecord run = RunRecord.of(finished.standing().run());
    return new HistoryRow(
        finished.finished().orElseThrow(),
        finished.standing().fence(),
        run.status(),
        run.attempt(),
        ran,
        run.failure(),
        finished.standing().worker(),
        finished.result());
  }

  /**
   * A task's whole history, newest first.
   *
   * @param end of the run that finished it, if it is finished and that is recorded
   * @param kept the others, newest first; older builds put ends that failed among them
   */
  public static List<HistoryRow> all(Optional<HistoryRow> end, List<HistoryRow> kept, int most) {
    List<HistoryRow> all = new ArrayList<>(kept);
    end.filter(e -> kept.stream().noneMatch(e::sameEnd)).ifPresent(e -> all.add(0, e));
    return all.subList(0, Math.min(most, all.size()));
  }

  private boolean sameEnd(HistoryRow other) {
    return other.status.finished() && other.fence.equals(fence);
  }

  /** When it began, or its last stint did if it yielded on the way. */
  public Instant started() {
    return at.minus(ran);
  }
}
