package dev.stint.domain.task;

import dev.stint.domain.Fence;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import java.util.Optional;

/** Where a task stands in the store, and the versions that a compare-and-set on it needs. */
public record VersionedTask(
    TaskSpec spec, Run run, Fence fence, long sequence, Optional<WorkerId> worker, Signal signal) {

  VersionedTask with(TaskSpec other) {
    return new VersionedTask(other, run, fence, sequence, worker, signal);
  }
}
