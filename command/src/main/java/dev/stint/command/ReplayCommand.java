package dev.stint.command;

import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stint replay ID [NAME...]}. */
@Command(
    name = "replay",
    footer = {
      "",
      "Example: stint replay 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3",
      "Example: stint replay 01a22c72-d9c9-7265-8b31-1ddc3e4b0db3 'row 7' 'row 12'"
    },
    description = "Do again the items that a finished task set aside, all of them or those named.")
final class ReplayCommand implements Callable<Integer> {

  @Mixin private Common common = new Common();

  @Mixin private WriteOptions store = new WriteOptions();

  @Option(
      names = "--action",
      paramLabel = "N",
      description = "the number, from 1, of the action that set them aside; if several may have")
  private Optional<Integer> action = Optional.empty();

  @Parameters(paramLabel = "ID", index = "0")
  private String id = "";

  @Parameters(
      paramLabel = "NAME",
      index = "1..*",
      arity = "0..*",
      description = "of an item that is set aside; none: all of them")
  private List<String> names = List.of();

  @Override
  public Integer call() throws Exception {
    TaskId task = common.id(id);
    ReplayItems items = items();
    try (OpenedStore home = store.open()) {
      return told(home.stint().steer().replay(task, items));
    }
  }

  private ReplayItems items() {
    if (action.isPresent() && action.get() < 1) {
      throw common.usage("--action is a number from 1, not " + action.get());
    }
    if (names.size() > ReplayItems.MOST_NAMES) {
      throw common.usage(
          "at most " + ReplayItems.MOST_NAMES + " items are named; name none for all");
    }
    ReplayItems named = names.isEmpty() ? ReplayItems.ALL : ReplayItems.named(names);
    return action.map(named::at).orElse(named);
  }

  private int told(SteerTasks.Steered said) {
    common.say(
        List.of(said.task() + "  " + said.words()),
        Map.of("tasks", SteerCommand.facts(List.of(said))));
    return SteerCommand.exit(List.of(said));
  }
}
