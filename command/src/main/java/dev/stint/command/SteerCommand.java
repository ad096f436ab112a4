package dev.stint.command;

import dev.stint.application.api.operate.RestartPoint;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.OutOfBoundsException;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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
        "Example: stint restart $(stint list --status failed --output csv --no-header | cut -d, -f1)",
        "Example: stint restart --at load --cursor 4100 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3"
      },
      description = {
        "Start finished tasks anew.",
        "With --at, finished ones and those that do not run go on at this place of their plan."
      })
  static final class Restart extends SteerCommand {

    @Option(
        names = "--at",
        paramLabel = "ACTION",
        description = "the name of an action, or its number, from 1, at which they go on")
    private Optional<String> action = Optional.empty();

    @Option(
        names = "--cursor",
        paramLabel = "TEXT",
        description = "everything up to here is done, in this action; without it, it begins anew")
    private Optional<String> cursor = Optional.empty();

    @Override
    List<SteerTasks.Steered> wish(SteerTasks steer, List<TaskId> tasks) {
      return point()
          .map(at -> tasks.stream().map(task -> steer.restartAt(task, at)).toList())
          .orElseGet(() -> steer.restart(tasks));
    }

    private Optional<RestartPoint> point() {
      if (action.isEmpty() && cursor.isPresent()) {
        throw usage("--cursor needs --at: a cursor is one of an action");
      }
      try {
        Optional<RestartPoint> begun = action.map(RestartPoint::of);
        return begun.map(at -> cursor.map(at::after).orElse(at));
      } catch (OutOfBoundsException e) {
        throw usage(String.valueOf(e.getMessage()));
      }
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
