package dev.stint.application.spi;

import dev.stint.domain.Fence;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import java.util.Optional;

/** Where a task stands in the store, and the versions that a compare-and-set on it needs. */
public record Standing(
    TaskSpec spec, Run run, Fence fence, long sequence, Optional<WorkerId> worker, Signal signal) {

  Standing with(TaskSpec other) {
    return new Standing(other, run, fence, sequence, worker, signal);
  }
}
