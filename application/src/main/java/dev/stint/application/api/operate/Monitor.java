package dev.stint.application.api.operate;

import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Problems that need attention. Lists of tasks end at 100.
 *
 * @param at the store's time
 * @param depths what is ready, and since when
 * @param overlong running tasks that began longer ago than their type allows, though their workers
 *     live
 * @param failed in the last day
 * @param unreadable parked, for no build so far could read them, or no worker knew their type
 * @param unclaimed types of unfinished tasks that no live worker knows
 * @param findings a sentence for each thing that needs a person
 */
public record Monitor(
    Instant at,
    List<TaskCount> counts,
    List<ReadyDepth> depths,
    List<TaskRow> overlong,
    List<TaskRow> failed,
    List<TaskRow> unreadable,
    Set<TaskTypeName> unclaimed,
    List<String> findings) {

  public Monitor {
    counts = List.copyOf(counts);
    depths = List.copyOf(depths);
    overlong = List.copyOf(overlong);
    failed = List.copyOf(failed);
    unreadable = List.copyOf(unreadable);
    unclaimed = Set.copyOf(unclaimed);
    findings = List.copyOf(findings);
  }

  /** The ready line that waits longest. */
  public Optional<ReadyDepth> oldest() {
    return depths.stream().min(Comparator.comparing(ReadyDepth::oldestDue));
  }

  public boolean needsPerson() {
    return !findings.isEmpty();
  }
}
