package dev.stint.application.service;

import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.spi.QueryStore;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Orphaned;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds problems that need attention. */
final class Monitoring {

  private static final int MOST = 100;
  private static final int NAMED = 10;

  /** Tasks of a status that are looked at: the first requested that run, the last of the others. */
  private static final long MOST_READ = 1_000;

  private static final Duration LATELY = Duration.ofDays(1);

  private final QueryStore store;
  private final Types types;
  private final TaskScan scan;

  Monitoring(QueryStore store, Types types) {
    this.store = store;
    this.types = types;
    this.scan = new TaskScan(store);
  }

  Monitor look() {
    Instant now = store.health().now();
    List<TaskCount> counts = store.counts();
    List<WorkerView> live = store.workers().stream().filter(WorkerView::live).toList();
    List<ReadyDepth> depths = store.depths();
    List<TaskRow> overlong = some(counts, TaskStatus.RUNNING, row -> overlong(row, now));
    List<TaskRow> failed = some(counts, TaskStatus.FAILED, row -> lately(row, now));
    List<TaskRow> unreadable = some(counts, TaskStatus.BLOCKED, Monitoring::unreadable);
    Set<TaskTypeName> unclaimed = unclaimed(counts, live);
    List<String> findings = new ArrayList<>();
    find(findings, overlong, "run longer than their type allows");
    find(findings, failed, "failed in the last day");
    List<TaskRow> orphaned = unreadable.stream().filter(Monitoring::orphaned).toList();
    List<TaskRow> others = unreadable.stream().filter(row -> !orphaned(row)).toList();
    find(findings, others, "cannot be read by any build so far");
    find(findings, orphaned, "set apart, for no worker has known the type for long");
    unreadable.stream().flatMap(row -> apart(row).stream()).limit(NAMED).forEach(findings::add);
    for (TaskTypeName type : unclaimed) {
      if (!live.isEmpty() || types.find(type).isEmpty()) {
        findings.add("no live worker knows the task type " + type);
      }
    }
    return new Monitor(now, counts, depths, overlong, failed, unreadable, unclaimed, findings);
  }

  private static void find(List<String> findings, List<TaskRow> rows, String what) {
    if (!rows.isEmpty()) {
      String number = rows.size() < MOST ? String.valueOf(rows.size()) : "at least " + MOST;
      findings.add("%s %s".formatted(rows.size() == 1 ? "1 task:" : number + " tasks:", what));
    }
  }

  private List<TaskRow> some(List<TaskCount> counts, TaskStatus status, Predicate<TaskRow> which) {
    boolean any = counts.stream().anyMatch(c -> c.status() == status && c.tasks() > 0);
    TaskOrder order = status == TaskStatus.RUNNING ? TaskOrder.OLDEST : TaskOrder.NEWEST;
    TaskFilter filter = TaskScan.filter(Set.of(status), Optional.empty()).order(order);
    return any ? scan.find(filter, which, MOST, MOST_READ) : List.of();
  }

  private boolean overlong(TaskRow row, Instant now) {
    Duration longest =
        types
            .find(row.standing().spec().line().type())
            .map(TaskDefinition::longest)
            .orElse(TaskDefinition.DEFAULT_LONGEST);
    return row.started().filter(at -> at.plus(longest).isBefore(now)).isPresent();
  }

  private static boolean lately(TaskRow row, Instant now) {
    return row.finished().filter(at -> at.isAfter(now.minus(LATELY))).isPresent();
  }

  private static boolean unreadable(TaskRow row) {
    return row.standing().run().blockedBy(BlockReason.UNREADABLE);
  }

  private static boolean orphaned(TaskRow row) {
    return row.standing().run().failure().filter(Orphaned::is).isPresent();
  }

  private static Optional<String> apart(TaskRow row) {
    return StoredCodes.unknown(row.standing().run())
        .map(why -> "task " + row.standing().spec().id() + " is set apart: " + why);
  }

  private static Set<TaskTypeName> unclaimed(List<TaskCount> counts, List<WorkerView> live) {
    Set<TaskTypeName> unclaimed = new TreeSet<>();
    counts.stream()
        .filter(c -> !c.status().finished() && c.tasks() > 0)
        .forEach(c -> unclaimed.add(c.line().type()));
    live.forEach(w -> unclaimed.removeAll(w.types()));
    return unclaimed;
  }
}
