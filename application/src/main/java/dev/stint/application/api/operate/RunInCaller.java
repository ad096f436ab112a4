package dev.stint.application.api.operate;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs a task at once in the caller's own thread, for a person who pressed a button: it is stored
 * as INTERACTIVE first, works for at most a budget, and what is left then is finished in the
 * background, before all BACKGROUND tasks. Thread-safe.
 */
public interface RunInCaller {

  /**
   * Stores the request and works on it; returns once its first stint is settled. Whoever dies
   * meanwhile leaves a task that other workers take over.
   *
   * <p>Only stored, and left to the workers: what is paused, due later or waits for other tasks,
   * what has a limit over all workers, and everything where the configuration says that nothing
   * runs.
   *
   * @param budget how long it may work before it is asked to yield; never longer than a stint
   * @throws RefusedException as {@link RequestTasks#request}
   * @throws UnknownOutcomeException as {@link RequestTasks#request}
   */
  Result runInCaller(Request<?> request, Duration budget);

  /**
   * @param ran whether a stint ran in the caller's thread
   * @param row how the task stands now; empty if the store did not tell
   */
  record Result(Requested requested, boolean ran, Optional<TaskRow> row) {

    /** Whether the task is over. */
    public boolean over() {
      return row.filter(r -> r.standing().run().status().finished()).isPresent();
    }
  }
}
