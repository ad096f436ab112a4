package dev.stint.application.api.operate;

import dev.stint.application.api.RefusedException;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Recurring tasks, kept in the store. Any engine on it makes the runs, one for each moment however
 * many engines there are; at most a second late, or ten if the store had no schedule before.
 * Thread-safe.
 */
public interface ScheduleTasks {

  /**
   * Keeps the schedule, in the place of another of its name. Its next moment stays if the timing
   * does; with another timing it is reckoned from now.
   *
   * @return whether anything changed
   * @throws RefusedException if its request can never be stored
   */
  boolean put(Schedule<?> schedule);

  /** Forgets the schedule; runs made already go on. Answers whether there was one. */
  boolean remove(ScheduleName name);

  /** All that this build can read, by name. */
  List<Scheduled> list();

  /**
   * The next moments, at most {@code count}. None if there is no such schedule or it is paused; one
   * at most for a delay, and none while its run is not finished.
   *
   * @param count from 1 to 1000
   */
  List<Instant> next(ScheduleName name, int count);

  /**
   * Requests one run that is due at once, paused or not, beside the moments, which stay as they
   * are.
   *
   * @return its task; empty if there is no such schedule
   */
  Optional<TaskId> runNow(ScheduleName name);

  /** Makes no runs until it is resumed. Answers whether there is such a schedule. */
  boolean pause(ScheduleName name);

  /** Goes on from now: what came meanwhile is not made up for. Answers whether there is one. */
  boolean resume(ScheduleName name);
}
