package dev.stint.bootstrap.command;

import dev.stint.application.api.SteerTasks;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What a person does to tasks: one command for each wish. */
@Command(mixinStandardHelpOptions = true)
abstract class SteerCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "ID", arity = "1..*")
  private List<String> ids = List.of();

  abstract List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks);

  final ParameterException usage(String why) {
    return new ParameterException(common.spec.commandLine(), why);
  }

  @Override
  public Integer call() throws Exception {
    List<TaskId> tasks = ids.stream().map(i -> Main.id(common, i)).toList();
    try (Home home = common.open()) {
      List<SteerTasks.Steered> answers = wish(home.stint().steer(), tasks);
      String words =
          answers.stream().map(a -> a.task() + "  " + a.words()).collect(Collectors.joining("\n"));
      common.say(
          words,
          Map.of(
              "tasks",
              answers.stream()
                  .map(
                      a ->
                          Map.of(
                              "id", a.task().toString(),
                              "answer", a.answer().name(),
                              "words", a.words()))
                  .toList()));
      boolean refused =
          answers.stream()
              .anyMatch(
                  a ->
                      a.answer() == SteerTasks.Answer.REFUSED
                          || a.answer() == SteerTasks.Answer.UNKNOWN);
      return refused ? Exit.REFUSED : Exit.OK;
    }
  }

  @Command(name = "pause", description = "Hold tasks; a running one stops at its checkpoint.")
  static final class Pause extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.pause(tasks);
    }
  }

  @Command(name = "resume", description = "Let paused tasks go on.")
  static final class Resume extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.resume(tasks);
    }
  }

  @Command(name = "cancel", description = "End tasks; a running one at its next look.")
  static final class Cancel extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.cancel(tasks);
    }
  }

  @Command(name = "restart", description = "Start finished tasks anew.")
  static final class Restart extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.restart(tasks);
    }
  }

  @Command(name = "remove", description = "Take tasks out of the store.")
  static final class Remove extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.remove(tasks);
    }
  }
}
