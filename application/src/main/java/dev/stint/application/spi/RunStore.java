package dev.stint.application.spi;

import dev.stint.domain.TaskId;
import dev.stint.domain.WriteBatch;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The run path of the store.
 *
 * <p>A task with a serial key is ready only while it holds the key, as {@link SerialKeyRules} says.
 * Due and not the holder, it is stored BLOCKED as {@code SerialKeyRules.waiting} says, or takes a
 * free key at once. A write that frees a key (the holder is over, paused, removed, or steps aside)
 * hands it to the head of those that wait, as {@code SerialKeyRules.granted} says: in the same
 * atomic step, or by the same call just after it, with {@link #deliver} as the net. So at any
 * moment at most one task of a key is ready or RUNNING.
 *
 * <p>Every method is atomic per item, answers in the order asked, and waits for nothing to appear.
 * A repeat with the same keys is safe.
 */
public interface RunStore {

  /** What {@link #largestClaim} is unless a store says otherwise. */
  int LARGEST_CLAIM = 1_000;

  /**
   * Takes ready tasks in claim order (lane; priority, greater first; rank; due time; id), raises
   * each one's fence, sets its sequence to 0, remembers its status for a release and leaves it
   * RUNNING in phase CLAIMED. Two workers never get the same task. A worker that is not LIVE gets
   * nothing. Cost grows with the lines named, not with tasks elsewhere.
   */
  Claimed claim(ClaimRequest request);

  /**
   * How many quick tasks a claim takes at most: as many as this store deals with in some tens of
   * milliseconds, since others wait meanwhile.
   */
  default int largestClaim() {
    return LARGEST_CLAIM;
  }

  /** The tasks of that claim that are still as the claim left them; for a lost answer. */
  List<Claim> claimed(ClaimId id);

  /** Writes each begin or checkpoint whose key holds. */
  List<CheckpointResult> checkpoint(List<Checkpoint> checkpoints);

  /**
   * Writes each settlement whose key holds. A finished task leaves the live tasks in the same step,
   * its tombstone or record answering later repeats with APPLIED_BEFORE.
   */
  List<WriteResult> settle(List<Settlement> settlements);

  /** How many settlements a call brings at most: as many as this store writes well at once. */
  default int largestSettlement() {
    return WriteBatch.MOST_ROWS;
  }

  /**
   * Settles likewise, and claims successors: of the tasks that are handed a serial key by this
   * call, those that {@code successors} would claim before every other ready task of its lines,
   * also of lines whose limit is 0. They are asked for of all priorities only. A successor is
   * claimed as by {@link #claim}, in the step that hands it the key; one with losses never is. A
   * repeat takes none, for its keys are handed on already: after a lost answer, {@link #claimed}
   * tells.
   *
   * <p>A store may take fewer, or none: it saves a write a task, and is owed to nobody.
   */
  default Settled settle(List<Settlement> settlements, ClaimRequest successors) {
    return new Settled(settle(settlements), List.of(), true);
  }

  /**
   * Hands back tasks that nothing happened to: status, due time and place as before the claim. The
   * key is that of a write, one past the last.
   */
  List<WriteResult> release(List<WriteKey> keys);

  /**
   * Makes ready what came due, at most {@code limit}; answers how many. Idempotent, no fence moves.
   */
  int promote(int limit);

  /**
   * The net under serial keys: gives every free key that a task has waited for, for at least {@code
   * age}, to its head, and makes ready holders whose grant was cut off half way; answers how many.
   * Idempotent, no fence moves.
   */
  int deliver(int limit, Duration age);

  /**
   * Whether anything is there for {@link #deliver} of any age, also what it passes by because
   * others hold its rows. Waits for no row. False where it never passes anything by.
   */
  default boolean hasUndelivered() {
    return false;
  }

  /** Where a task stands now, finished or not; the judge after an uncertain commit. */
  Optional<VersionedTask> standing(TaskId task);
}
