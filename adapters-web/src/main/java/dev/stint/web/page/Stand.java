package dev.stint.web.page;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import java.util.List;
import java.util.function.Predicate;

/** What stands between a ready task and a worker, for those who may see figures. */
record Stand(
    List<Gate> gates, List<WorkerView> workers, List<TaskCount> counts, List<ReadyDepth> depths) {

  static Stand of(AskTasks ask, SteerQueues queues) {
    return new Stand(queues.list(), ask.workers(), ask.counts(), ask.depths());
  }

  /** The same of what a look for trouble found just now. */
  static Stand of(Monitor seen, AskTasks ask, SteerQueues queues) {
    return new Stand(queues.list(), ask.workers(), seen.counts(), seen.depths());
  }

  /** The gates that a line passes through. */
  List<Gate> before(Line line) {
    return gates.stream()
        .filter(
            gate ->
                gate.name()
                    .equals(
                        gate.kind() == Gate.Kind.QUEUE
                            ? line.queue().value()
                            : line.type().value()))
        .toList();
  }

  long running(Gate gate) {
    Predicate<Line> behind =
        line ->
            gate.name()
                .equals(
                    gate.kind() == Gate.Kind.QUEUE ? line.queue().value() : line.type().value());
    return counts.stream()
        .filter(c -> c.status() == TaskStatus.RUNNING && behind.test(c.line()))
        .mapToLong(TaskCount::tasks)
        .sum();
  }

  boolean anyLives() {
    return workers.stream().anyMatch(WorkerView::live);
  }

  boolean anyKnows(Line line) {
    return workers.stream().anyMatch(w -> w.live() && w.types().contains(line.type()));
  }

  /** Ready tasks of the line, this one among them. */
  long ready(Line line) {
    return depths.stream().filter(d -> d.line().equals(line)).mapToLong(ReadyDepth::ready).sum();
  }
}
