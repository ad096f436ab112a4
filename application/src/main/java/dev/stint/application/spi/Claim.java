package dev.stint.application.spi;

import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.WriteKey;
import dev.stint.domain.store.ClaimSize;
import dev.stint.domain.task.TaskSpec;
import java.time.Instant;

/**
 * A task in a worker's hands.
 *
 * @param run where it stands: for a claim, as before it (status YIELDED, say); for a take-over, as
 *     the lost worker left it (RUNNING in some phase)
 * @param key of the claim itself; the first write under it is {@code key.next()}
 * @param due when it was due
 * @param signal pending already
 */
public record Claim(
    TaskSpec spec, Run run, WriteKey key, Instant due, Instant requested, Signal signal) {

  /** What it counts for in the bytes of a claim. */
  public long size() {
    return ClaimSize.of(spec, run);
  }
}
