package dev.stint.application.api;

import dev.stint.application.spi.QueryStore;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.TaskTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person should look at. Lists of tasks end at 100.
 *
 * @param at the store's time
 * @param oldest the ready line that waits longest
 * @param overlong running tasks that began longer ago than their type allows, though their workers
 *     live
 * @param failed in the last day
 * @param unreadable parked, for no build so far could read them, or no worker knew their type
 * @param unclaimed types of unfinished tasks that no live worker knows
 * @param findings a sentence for each thing that needs a person
 */
public record Monitor(
    Instant at,
    List<QueryStore.Count> counts,
    Optional<QueryStore.Depth> oldest,
    List<TaskRow> overlong,
    List<TaskRow> failed,
    List<TaskRow> unreadable,
    Set<TaskTypeName> unclaimed,
    List<String> findings) {

  public Monitor {
    counts = List.copyOf(counts);
    overlong = List.copyOf(overlong);
    failed = List.copyOf(failed);
    unreadable = List.copyOf(unreadable);
    unclaimed = Set.copyOf(unclaimed);
    findings = List.copyOf(findings);
  }

  public boolean needsPerson() {
    return !findings.isEmpty();
  }
}
