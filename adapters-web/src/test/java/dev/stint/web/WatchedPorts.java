package dev.stint.web;

import dev.stint.application.api.Principal;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.domain.Message;
import dev.stint.domain.Progress;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** Ports whose one task and figures change as a test says, and which note what they are asked. */
final class WatchedPorts {

  final AtomicReference<Optional<TaskRow>> row = new AtomicReference<>(Optional.empty());
  final AtomicReference<Optional<RuntimeException>> trouble =
      new AtomicReference<>(Optional.empty());
  final List<TaskMessage> messages = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final Set<String> blind = ConcurrentHashMap.newKeySet();

  static TaskRow running(int done) {
    return with(TaskStatus.RUNNING, done);
  }

  static TaskRow with(TaskStatus status, int done) {
    TaskRow canned =
        CannedPorts.of(true, SteerResult.DONE, null)
            .tasks()
            .apply(Principal.of("root"))
            .ask()
            .find(CannedPorts.TASK)
            .orElseThrow();
    VersionedTask standing = canned.standing();
    Run run = standing.run();
    Run changed =
        new Run(
            status,
            status == TaskStatus.RUNNING ? Phase.EXECUTING : Phase.NONE,
            run.action(),
            run.entry(),
            run.cursor(),
            run.attempt(),
            run.losses(),
            0,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new TaskRow(
        new VersionedTask(
            standing.spec(),
            changed,
            standing.fence(),
            done,
            status.finished() ? Optional.empty() : standing.worker(),
            standing.signal()),
        canned.requested(),
        canned.due(),
        canned.started(),
        Optional.empty(),
        new Progress(done, 100, ""),
        canned.result());
  }

  void say(String text) {
    messages.add(new TaskMessage(ApiSite.NOW, new Message(Message.Level.INFO, text)));
  }

  /** How often this was asked since the last time. */
  long times(String verb) {
    long times = asked.stream().filter(verb::equals).count();
    asked.clear();
    return times;
  }

  ApiPorts over(ApiPorts real) {
    return new ApiPorts(
        who -> {
          TasksAs all = real.tasks().apply(who);
          AskTasks ask =
              (AskTasks)
                  Proxy.newProxyInstance(
                      AskTasks.class.getClassLoader(),
                      new Class<?>[] {AskTasks.class},
                      (self, method, arguments) ->
                          method.getName().equals("seesFigures")
                              ? !blind.contains(who.name().value())
                              : answer(method.getName()));
          return new TasksAs(all.tasks(), ask, all.steer(), all.read(), all.clean());
        },
        real.schedules(),
        real.queues());
  }

  private Object answer(String verb) {
    asked.add(verb);
    trouble
        .get()
        .ifPresent(
            error -> {
              throw error;
            });
    return switch (verb) {
      case "find" -> row.get();
      case "messages" -> new ArrayList<>(messages);
      case "counts", "depths" -> List.of();
      default -> throw new AssertionError(verb);
    };
  }
}
