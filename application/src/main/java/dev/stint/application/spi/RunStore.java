package dev.stint.application.spi;

import dev.stint.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The run path of the store. Every method is atomic per item, answers in the order asked, and waits
 * for nothing to appear. A repeat with the same keys is safe.
 */
public interface RunStore {

  /**
   * Takes ready tasks in claim order (lane; priority, greater first; rank; due time; id), raises
   * each one's fence, sets its sequence to 0, remembers its status for a release and leaves it
   * RUNNING in phase CLAIMED. Two workers never get the same task. A worker that is not LIVE gets
   * nothing. Cost grows with the lines named, not with tasks elsewhere.
   */
  Claimed claim(ClaimRequest request);

  /** The tasks of that claim that are still as the claim left them; for a lost answer. */
  List<Claim> claimed(ClaimId id);

  /** Writes each begin or checkpoint whose key holds. */
  List<Checked> checkpoint(List<Checkpoint> checkpoints);

  /**
   * Writes each settlement whose key holds. A finished task leaves the live tasks in the same step,
   * its tombstone or record answering later repeats with APPLIED_BEFORE.
   */
  List<Landing> settle(List<Settlement> settlements);

  /**
   * Hands back tasks that nothing happened to: status, due time and place as before the claim. The
   * key is that of a write, one past the last.
   */
  List<Landing> release(List<WriteKey> keys);

  /**
   * Makes ready what came due, at most {@code limit}; answers how many. Idempotent, no fence moves.
   */
  int promote(int limit);

  /** Delivers what finished tasks owe to others and is older than {@code age}; answers how many. */
  int deliver(int limit, Duration age);

  /** Where a task stands now, finished or not; the judge after an uncertain commit. */
  Optional<Standing> standing(TaskId task);
}
