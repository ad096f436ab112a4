package dev.stint.command;

import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What a person does to tasks: one command for each wish. */
@Command
abstract class SteerCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private WriteOptions store = new WriteOptions();

  @Parameters(paramLabel = "ID", arity = "0..*")
  private List<String> ids = List.of();

  abstract List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks);

  final ParameterException usage(String why) {
    return common.usage(why);
  }

  /** Whether the call names something beside tasks. */
  boolean namesMore() {
    return false;
  }

  /** Does what is wished with that; answers the words for each. */
  List<Map<String, String>> more(OpenedStore home) {
    return List.of();
  }

  @Override
  public Integer call() throws Exception {
    if (ids.isEmpty() && !namesMore()) {
      throw usage("say which: at least one ID is missing");
    }
    List<TaskId> tasks = ids.stream().map(common::id).toList();
    try (OpenedStore home = store.open()) {
      List<SteerTasks.Steered> answers = wish(home.stint().steer(), tasks);
      List<Map<String, String>> more = more(home);
      List<String> words =
          Stream.concat(
                  answers.stream().map(a -> a.task() + "  " + a.words()),
                  more.stream().map(m -> m.get("name") + "  " + m.get("words")))
              .toList();
      common.say(words, Map.of("gates", more, "tasks", facts(answers)));
      return exit(answers);
    }
  }

  static int exit(List<SteerTasks.Steered> answers) {
    boolean refused =
        answers.stream()
            .anyMatch(a -> a.result() == SteerResult.REFUSED || a.result() == SteerResult.UNKNOWN);
    return refused ? Exit.REFUSED : Exit.OK;
  }

  static List<Map<String, String>> facts(List<SteerTasks.Steered> answers) {
    return answers.stream()
        .map(
            a -> Map.of("id", a.task().toString(), "answer", a.result().name(), "words", a.words()))
        .toList();
  }

  @Command(
      name = "cancel",
      footer = {"", "Example: stint cancel 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3"},
      description = "Cancel tasks; a running one ends at its next checkpoint.")
  static final class Cancel extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.cancel(tasks);
    }
  }

  @Command(
      name = "restart",
      footer = {
        "",
        "Example: stint restart $(stint list --status failed --output csv --no-header | cut -d, -f1)"
      },
      description = "Start finished tasks anew.")
  static final class Restart extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.restart(tasks);
    }
  }

  @Command(
      name = "remove",
      footer = {"", "Example: stint remove 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3"},
      description = "Take tasks out of the store.")
  static final class Remove extends SteerCommand {
    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return steer.remove(tasks);
    }
  }
}
