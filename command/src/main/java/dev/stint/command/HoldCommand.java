package dev.stint.command;

import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Pause and resume, for tasks by id, or for whole queues and types. */
abstract class HoldCommand extends SteerCommand {

  @Option(
      names = "--queue",
      description = "the whole queue: its tasks are not claimed while it is paused")
  private Optional<String> queue = Optional.empty();

  @Option(names = "--type", description = "the whole type")
  private Optional<String> type = Optional.empty();

  abstract void hold(SteerQueues queues, QueueName which);

  abstract void hold(SteerQueues queues, TaskTypeName which);

  abstract String done();

  @Override
  final boolean namesMore() {
    return queue.isPresent() || type.isPresent();
  }

  @Override
  final List<Map<String, String>> more(OpenedStore home) {
    Optional<QueueName> ofQueue = queue.map(QueueName::new);
    Optional<TaskTypeName> ofType = type.map(TaskTypeName::new);
    SteerQueues queues = home.stint().queues();
    List<Map<String, String>> answers = new ArrayList<>();
    ofQueue.ifPresent(q -> hold(queues, q));
    ofQueue.ifPresent(q -> answers.add(Map.of("name", "queue " + q, "words", done())));
    ofType.ifPresent(t -> hold(queues, t));
    ofType.ifPresent(t -> answers.add(Map.of("name", "type " + t, "words", done())));
    return answers;
  }

  @Command(
      name = "pause",
      footer = {"", "Example: stint pause --queue mail"},
      description = "Pause tasks, or whole queues and types (what runs there goes on).")
  static final class Pause extends HoldCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.pause(tasks);
    }

    @Override
    void hold(SteerQueues queues, QueueName which) {
      queues.pauseQueue(which);
    }

    @Override
    void hold(SteerQueues queues, TaskTypeName which) {
      queues.pauseType(which);
    }

    @Override
    String done() {
      return "paused; what runs goes on";
    }
  }

  @Command(
      name = "resume",
      footer = {"", "Example: stint resume --queue mail"},
      description = "Let paused tasks, queues or types go on.")
  static final class Resume extends HoldCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.resume(tasks);
    }

    @Override
    void hold(SteerQueues queues, QueueName which) {
      queues.resumeQueue(which);
    }

    @Override
    void hold(SteerQueues queues, TaskTypeName which) {
      queues.resumeType(which);
    }

    @Override
    String done() {
      return "resumed";
    }
  }
}
