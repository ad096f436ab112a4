package dev.stint.application.spi;

import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.store.SteerMove;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What people change, and what they clean. */
public interface SteerStore {

  /**
   * Makes each change that still holds; answers in order. STALE: the task moved on meanwhile, read
   * and decide again. GONE: no such task. A restart whose ACTIVE key now names another unfinished
   * task is STALE. A restart records the end that it undoes in the history. So does a replay, which
   * is a restart that keeps the result: {@link SteerMove} tells them apart.
   */
  List<WriteResult> steer(List<Steer> changes);

  /**
   * Removes finished tasks (with history, messages, keys that lapsed, tombstones) whose time has
   * come, or that finished at least {@code age} ago where given; at most {@code limit} of them.
   * Never a task that is not finished. With {@code dryRun} only counts, up to the limit.
   */
  int clean(Sweep sweep);

  /**
   * @param types none means every type
   * @param statuses none means every finished status
   * @param age empty means each task's own retention
   * @param historyOnly keep the task, drop its history and messages
   */
  record Sweep(
      Set<TaskTypeName> types,
      Set<TaskStatus> statuses,
      java.util.Optional<Duration> age,
      boolean historyOnly,
      boolean dryRun,
      int limit) {}
}
