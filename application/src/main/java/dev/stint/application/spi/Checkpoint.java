package dev.stint.application.spi;

import dev.stint.domain.life.Run;
import dev.stint.domain.life.WriteKey;

/**
 * A write in the middle of a stint: a begin (the phase changes) or a checkpoint (the cursor does).
 */
public record Checkpoint(WriteKey key, Run run, Notes notes) {

  /** How many bytes a store is sent with it, about. */
  public long bytes() {
    return run.bytes() + notes.bytes();
  }
}
