package dev.stint.application.spi;

import dev.stint.domain.TaskId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StoredCodes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a claim: tasks in claim order, the store's time, and whether INTERACTIVE tasks
 * still wait.
 *
 * @param apart ready tasks that were met and not claimed, since a code that is stored for them is
 *     not known ({@link StoredCodes}); for a time they are in no claim's way
 */
public record Claimed(
    List<Claim> tasks, Instant now, boolean interactiveWaiting, List<Apart> apart) {

  /** A task that was set apart, and why, in words. */
  public record Apart(TaskId task, String why) {

    /** Empty for a task of which every code is known. */
    public static Optional<Apart> of(TaskId task, Run run) {
      return StoredCodes.unknown(run).map(why -> new Apart(task, why));
    }
  }

  /** Of a claim that could read all that it met. */
  public Claimed(List<Claim> tasks, Instant now, boolean interactiveWaiting) {
    this(tasks, now, interactiveWaiting, List.of());
  }
}
