package dev.stint.command;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a look at the whole store found.
 *
 * @param now the store's time
 * @param running those that run, the last requested first; not all, if they are many
 * @param finished the last requested of those that are over; not all, if they are many
 */
record TopFigures(
    String store,
    Instant now,
    List<TaskCount> counts,
    List<ReadyDepth> depths,
    List<WorkerView> workers,
    List<TaskRow> running,
    List<TaskRow> finished) {

  private static final int MOST = 200;

  static TopFigures of(AskTasks ask) {
    StoreReport health = ask.health();
    Set<TaskStatus> over =
        Arrays.stream(TaskStatus.values()).filter(TaskStatus::finished).collect(Collectors.toSet());
    return new TopFigures(
        health.store(),
        health.now(),
        ask.counts(),
        ask.depths(),
        ask.workers(),
        some(ask, Set.of(TaskStatus.RUNNING)),
        some(ask, over));
  }

  private static List<TaskRow> some(AskTasks ask, Set<TaskStatus> statuses) {
    return ask.list(
        new TaskFilter(
            statuses,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            MOST));
  }

  long tasks(TaskStatus status) {
    return counts.stream().filter(c -> c.status() == status).mapToLong(TaskCount::tasks).sum();
  }

  boolean atLeast(TaskStatus status) {
    return counts.stream().anyMatch(c -> c.status() == status && c.atLeast());
  }

  long ready() {
    return depths.stream().mapToLong(ReadyDepth::ready).sum();
  }

  Optional<Instant> oldestDue() {
    return depths.stream().map(ReadyDepth::oldestDue).min(Comparator.naturalOrder());
  }

  /** Failed after that, the last first. */
  List<TaskRow> failedSince(Instant since) {
    return finished.stream()
        .filter(r -> r.status() == TaskStatus.FAILED)
        .filter(r -> r.finished().filter(at -> !at.isBefore(since)).isPresent())
        .sorted(Comparator.comparing((TaskRow r) -> r.finished().orElseThrow()).reversed())
        .toList();
  }

  long live() {
    return workers.stream().filter(WorkerView::live).count();
  }

  /** How long the tasks of a type take. */
  record Slowness(
      TaskTypeName type, int running, Duration longest, int ended, Optional<Duration> mean) {}

  /** Types of what runs or ended, those that take longest first. */
  List<Slowness> slowest() {
    Map<TaskTypeName, List<Duration>> now = times(running, row -> Optional.of(this.now));
    Map<TaskTypeName, List<Duration>> before = times(finished, TaskRow::finished);
    Set<TaskTypeName> types = new HashSet<>(now.keySet());
    types.addAll(before.keySet());
    return types.stream()
        .map(t -> slowness(t, now.getOrDefault(t, List.of()), before.getOrDefault(t, List.of())))
        .sorted(
            Comparator.comparing((Slowness s) -> most(s.longest(), s.mean()))
                .reversed()
                .thenComparing(s -> s.type().value()))
        .toList();
  }

  private static Duration most(Duration longest, Optional<Duration> mean) {
    return mean.filter(m -> m.compareTo(longest) > 0).orElse(longest);
  }

  private static Slowness slowness(TaskTypeName type, List<Duration> now, List<Duration> before) {
    Duration longest = now.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    Optional<Duration> mean =
        before.stream().reduce(Duration::plus).map(sum -> sum.dividedBy(before.size()));
    return new Slowness(type, now.size(), longest, before.size(), mean);
  }

  private static Map<TaskTypeName, List<Duration>> times(
      List<TaskRow> rows, Function<TaskRow, Optional<Instant>> until) {
    return rows.stream()
        .filter(r -> r.started().isPresent() && until.apply(r).isPresent())
        .collect(
            Collectors.groupingBy(
                TaskRow::type,
                Collectors.mapping(
                    r -> Duration.between(r.started().orElseThrow(), until.apply(r).orElseThrow()),
                    Collectors.toList())));
  }
}
