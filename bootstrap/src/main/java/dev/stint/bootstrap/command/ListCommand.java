package dev.stint.bootstrap.command;

import dev.stint.application.api.TaskSearch;
import dev.stint.application.spi.TaskRow;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stint list}. */
@Command(name = "list", description = "List tasks, newest first.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  private static final int MOST = TaskSearch.MOST;
  private static final int MOST_DAYS = 36_500;

  @Mixin private Common common = new Common();

  @Option(names = "--status", split = ",", description = "one of ${COMPLETION-CANDIDATES}")
  private Set<TaskStatus> statuses = Set.of();

  @Option(names = "--type", description = "only this type")
  private Optional<String> type = Optional.empty();

  @Option(names = "--queue", description = "only this queue")
  private Optional<String> queue = Optional.empty();

  @Option(names = "--owner", description = "only of this owner")
  private Optional<String> owner = Optional.empty();

  @Option(names = "--before", paramLabel = "ID", description = "the page that follows this task")
  private Optional<String> before = Optional.empty();

  @Option(names = "--name", paramLabel = "PART", description = "only with this in their name")
  private Optional<String> name = Optional.empty();

  @Option(names = "--days", paramLabel = "N", description = "only requested in the last n days")
  private Optional<Integer> days = Optional.empty();

  @Option(names = "--hide-succeeded", description = "leave out those that succeeded")
  private boolean hideSucceeded;

  @Option(names = "--limit", defaultValue = "50", description = "default: ${DEFAULT-VALUE}")
  private int limit;

  @Override
  public Integer call() throws Exception {
    if (limit < 1 || limit > MOST) {
      return Main.usage(common, "--limit is between 1 and " + MOST);
    }
    if (days.filter(n -> n < 0 || n > MOST_DAYS).isPresent()) {
      return Main.usage(common, "--days is between 0 and " + MOST_DAYS);
    }
    TaskSearch search = search();
    try (Home home = common.look()) {
      TaskSearch.Page page = home.stint().ask().search(search);
      List<TaskRow> rows = page.tasks();
      List<String> words =
          rows.isEmpty() ? List.of("no tasks") : rows.stream().map(Views::line).toList();
      common.say(
          words,
          Map.of(
              "tasks", rows.stream().map(Views::facts).toList(),
              "next", page.next().map(TaskId::toString).orElse("")));
      return Exit.OK;
    }
  }

  private TaskSearch search() {
    TaskSearch search =
        new TaskSearch(
            statuses,
            type.map(TaskTypeName::new),
            queue.map(QueueName::new),
            owner.map(Owner::new),
            name,
            days.map(Duration::ofDays),
            before.map(b -> (TaskId) Main.id(common, b)),
            limit);
    return hideSucceeded ? search.hideSucceeded() : search;
  }
}
