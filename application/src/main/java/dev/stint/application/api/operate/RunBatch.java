package dev.stint.application.api.operate;

import dev.stint.application.api.Config;
import dev.stint.domain.Bounds;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The cron entry: works what is due, within a time limit, and returns. */
public interface RunBatch {

  /**
   * Reaps and promotes, then claims and runs until nothing is left to claim or time is up. It waits
   * for ready tasks of a limited type or queue whose permits other workers hold.
   */
  Report runBatch(Limits limits);

  default Report runBatch(Duration limit) {
    return runBatch(Limits.NONE.within(limit));
  }

  /**
   * @param within empty means the configuration's
   * @param exclusive the mutex to hold; if somebody else holds it the batch is busy and does
   *     nothing
   * @param queues none means every one
   * @param types none means every one
   * @param untilDone also wait for what runs elsewhere or is due later, lost workers included
   * @param endsUnfinished whether a stint that leaves its task unfinished is the batch's last
   */
  record Limits(
      Optional<Duration> within,
      Optional<String> exclusive,
      Set<QueueName> queues,
      Set<TaskTypeName> types,
      OptionalInt parallelism,
      boolean untilDone,
      boolean endsUnfinished) {

    public Limits {
      within.ifPresent(time -> Bounds.span("the time of a batch", time));
      if (parallelism.isPresent()) {
        Bounds.count("parallelism", parallelism.getAsInt(), 1, Config.MOST_PARALLELISM);
      }
    }

    public static final Limits NONE =
        new Limits(
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            OptionalInt.empty(),
            false,
            false);

    public Limits(
        Optional<Duration> within,
        Optional<String> exclusive,
        Set<QueueName> queues,
        Set<TaskTypeName> types,
        OptionalInt parallelism,
        boolean untilDone) {
      this(within, exclusive, queues, types, parallelism, untilDone, false);
    }

    public Limits within(Duration value) {
      return new Limits(
          Optional.of(value), exclusive, queues, types, parallelism, untilDone, endsUnfinished);
    }

    public Limits exclusive(String mutex) {
      return new Limits(
          within, Optional.of(mutex), queues, types, parallelism, untilDone, endsUnfinished);
    }

    public Limits waitingForAll() {
      return new Limits(within, exclusive, queues, types, parallelism, true, endsUnfinished);
    }

    public Limits parallelism(int value) {
      OptionalInt slots = OptionalInt.of(value);
      return new Limits(within, exclusive, queues, types, slots, untilDone, endsUnfinished);
    }

    /** Ends with the first stint that leaves its task unfinished (seed 000). */
    public Limits endingUnfinished() {
      return new Limits(within, exclusive, queues, types, parallelism, untilDone, true);
    }
  }

  /**
   * @param drained whether nothing that this build can run was left to claim; what waits for
   *     permits that other workers hold is left
   * @param busy whether somebody else held the mutex
   * @param disabled whether the configuration says that nothing runs here
   * @param settled stints by how they ended
   * @param elsewhere tasks that other workers still run
   * @param exclusivityLost whether the mutex was lost on the way
   */
  record Report(
      boolean drained,
      boolean busy,
      boolean disabled,
      boolean exclusivityLost,
      Map<TaskStatus, Long> settled,
      long elsewhere,
      List<String> messages,
      Duration used) {}
}
