package dev.stint.domain.life;

import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;

/**
 * The right to one write: lands if and only if the task is RUNNING under this worker and fence and
 * its stored sequence is exactly one less.
 */
public record WriteKey(TaskId task, WorkerId worker, Fence fence, long sequence) {

  /** The key of the write after this one. */
  public WriteKey next() {
    return new WriteKey(task, worker, fence, sequence + 1);
  }
}
