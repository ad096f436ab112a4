package dev.stint.domain.store;

import dev.stint.domain.Fence;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.WriteKey;
import java.util.Optional;

/**
 * What is stored for a task and decides whether a fenced write lands.
 *
 * @param running whether it is in a worker's hands
 */
public record WriteVersions(
    Fence fence, long sequence, Optional<WorkerId> worker, boolean running) {

  /** What becomes of a write under this key. */
  public WriteVerdict judge(WriteKey key) {
    if (!fence.equals(key.fence())) {
      return WriteVerdict.STALE;
    }
    if (sequence == key.sequence()) {
      // A fence names one worker; a task that left its worker's hands bears no worker any more.
      return WriteVerdict.APPLIED_BEFORE;
    }
    boolean owned = running && worker.filter(key.worker()::equals).isPresent();
    return owned && sequence == key.sequence() - 1 ? WriteVerdict.APPLIED : WriteVerdict.STALE;
  }

  /** The same of a task that may not be there. */
  public static WriteVerdict judge(Optional<WriteVersions> stored, WriteKey key) {
    return stored.map(s -> s.judge(key)).orElse(WriteVerdict.GONE);
  }
}
