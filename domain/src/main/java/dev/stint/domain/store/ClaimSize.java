package dev.stint.domain.store;

import dev.stint.domain.life.Run;
import dev.stint.domain.task.TaskSpec;
import java.util.List;
import java.util.function.ToLongFunction;

/** How many of the tasks that a claim found are handed out: as many as fit into its bytes. */
public final class ClaimSize {

  private ClaimSize() {}

  /** What a task counts for: the bytes of its arguments and of its cursor. */
  public static long of(TaskSpec spec, Run run) {
    return (long) spec.arguments().size() + run.cursor().size();
  }

  /**
   * The first of {@code found} that have at most {@code maxBytes} together; always the very first,
   * or one too large would never be run.
   *
   * @param found in claim order
   */
  public static <T> List<T> fitting(List<T> found, ToLongFunction<T> size, long maxBytes) {
    long bytes = 0;
    for (int i = 0; i < found.size(); i++) {
      bytes += size.applyAsLong(found.get(i));
      if (i > 0 && bytes > maxBytes) {
        return found.subList(0, i);
      }
    }
    return found;
  }
}
