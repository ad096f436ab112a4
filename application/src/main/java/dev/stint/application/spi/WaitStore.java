package dev.stint.application.spi;

import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.store.WaitNumber;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Who waits for whom, and who is owed a wake. The waiter registers first and is settled BLOCKED
 * second; the write that finishes the target, or notes a milestone (a message of that level), makes
 * the target owe its waiters in the same atomic step, and its answer says so: {@link
 * WriteResult#owesWake}. The caller that gets that answer wakes them and clears the waits; any
 * worker does so for a caller that died in between.
 */
public interface WaitStore {

  /**
   * Registers each waiter on its target; answers in order. A waiter has one wait on a target, that
   * of its latest claim: it replaces an older one, and one that comes late leaves a newer one alone
   * ({@link WaitNumber}); what was owed to the older is owed to the newer. Atomic with the target's
   * own writes: a waiter answered WAITING is owed by the next of them that finishes the target or
   * notes a milestone; one answered OVER or GONE is not registered. One whose target owes others
   * already is owed at once, too. Safe to repeat.
   */
  List<Registered> register(List<Wait> waits);

  /** The waits whose target has owed them a wake for at least {@code age}, the oldest first. */
  List<Wait> owed(int limit, Duration age);

  /** The same of these targets, however young, at most {@code limit}. */
  List<Wait> owedBy(Collection<TaskId> targets, int limit);

  /**
   * Forgets waits that were delivered or are not wanted any more, with older ones of the same
   * waiter on the same target. A newer one stays, and is owed what it is owed, whatever was being
   * cleared meanwhile. Unknown ones do no harm.
   */
  void clear(List<Wait> waits);

  /**
   * One waits for the other.
   *
   * @param fence of the waiter's claim that registered it; 0 if a build that did not keep it did
   */
  record Wait(TaskId target, TaskId waiter, Fence fence) {}

  /** What became of a registration. */
  enum Registered {
    WAITING,
    /** The target is finished. */
    OVER,
    /** There is no such task, not even a tombstone. */
    GONE
  }
}
