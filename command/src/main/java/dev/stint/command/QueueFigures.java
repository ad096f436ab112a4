package dev.stint.command;

import dev.stint.domain.QueueName;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How queues stand: those that hold tasks, are paused or limited, by name. */
final class QueueFigures {

  /**
   * What is known of a queue.
   *
   * @param oldestDue of those that are ready
   * @param atLeast whether the store stopped counting before the end
   */
  record Figure(
      Gate gate,
      long ready,
      Optional<Instant> oldestDue,
      Map<TaskStatus, Long> tasks,
      boolean atLeast) {

    long of(TaskStatus status) {
      return tasks.getOrDefault(status, 0L);
    }
  }

  private final Map<String, Gate> gates = new TreeMap<>();
  private final Map<String, List<ReadyDepth>> depths;
  private final Map<String, List<TaskCount>> counts;

  QueueFigures(List<Gate> gates, List<ReadyDepth> depths, List<TaskCount> counts) {
    this.depths = depths.stream().collect(Collectors.groupingBy(d -> d.line().queue().value()));
    this.counts = counts.stream().collect(Collectors.groupingBy(c -> c.line().queue().value()));
    this.depths.keySet().forEach(q -> this.gates.put(q, Gate.of(new QueueName(q))));
    this.counts.keySet().forEach(q -> this.gates.put(q, Gate.of(new QueueName(q))));
    gates.stream()
        .filter(g -> g.kind() == Gate.Kind.QUEUE)
        .forEach(g -> this.gates.put(g.name(), g));
  }

  List<Figure> all() {
    return gates.values().stream().map(this::figure).toList();
  }

  private Figure figure(Gate gate) {
    List<ReadyDepth> ready = depths.getOrDefault(gate.name(), List.of());
    List<TaskCount> tasks = counts.getOrDefault(gate.name(), List.of());
    return new Figure(
        gate,
        ready.stream().mapToLong(ReadyDepth::ready).sum(),
        ready.stream().map(ReadyDepth::oldestDue).min(Comparator.naturalOrder()),
        tasks.stream()
            .collect(
                Collectors.groupingBy(TaskCount::status, Collectors.summingLong(TaskCount::tasks))),
        ready.stream().anyMatch(ReadyDepth::atLeast)
            || tasks.stream().anyMatch(TaskCount::atLeast));
  }
}
