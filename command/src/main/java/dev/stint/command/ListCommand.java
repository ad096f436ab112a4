package dev.stint.command;

import dev.stint.application.api.operate.TaskSearch;
import dev.stint.command.table.Sheet;
import dev.stint.command.table.Sheet.Part;
import dev.stint.domain.Owner;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.TaskTimes;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.TimeRange;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stint list}. */
@Command(
    name = "list",
    footer = {"", "Example: stint list --status failed --days 1"},
    description = "List tasks, newest first unless --sort says otherwise.")
final class ListCommand implements Callable<Integer> {

  private static final int MOST = TaskSearch.MOST;
  private static final int MOST_DAYS = 36_500;

  @Mixin private Common common = new Common();

  @Mixin private StoreOptions store = new StoreOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Option(names = "--status", split = ",", description = "one of ${COMPLETION-CANDIDATES}")
  private Set<TaskStatus> statuses = Set.of();

  @Option(names = "--type", description = "only this type")
  private Optional<String> type = Optional.empty();

  @Option(names = "--queue", description = "only this queue")
  private Optional<String> queue = Optional.empty();

  @Option(names = "--owner", description = "only of this owner")
  private Optional<String> owner = Optional.empty();

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      defaultValue = "NEWEST",
      description =
          "one of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}. All but NEWEST and OLDEST"
              + " read every task that the other options leave")
  private TaskOrder order = TaskOrder.NEWEST;

  @Option(
      names = {"--after", "--before"},
      paramLabel = "PLACE",
      description =
          "the page that follows this place, as the page before named it; newest first: an id")
  private Optional<String> after = Optional.empty();

  @Option(
      names = "--created-after",
      paramLabel = "TIME",
      description = "only requested at this time or later: 2026-01-31T12:00Z, or a day in UTC")
  private Optional<Instant> createdAfter = Optional.empty();

  @Option(names = "--created-before", paramLabel = "TIME", description = "only requested earlier")
  private Optional<Instant> createdBefore = Optional.empty();

  @Option(
      names = "--due-after",
      paramLabel = "TIME",
      description = "only due at this time or later")
  private Optional<Instant> dueAfter = Optional.empty();

  @Option(names = "--due-before", paramLabel = "TIME", description = "only due earlier")
  private Optional<Instant> dueBefore = Optional.empty();

  @Option(
      names = "--finished-after",
      paramLabel = "TIME",
      description = "only finished at this time or later")
  private Optional<Instant> finishedAfter = Optional.empty();

  @Option(names = "--finished-before", paramLabel = "TIME", description = "only finished earlier")
  private Optional<Instant> finishedBefore = Optional.empty();

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
      throw common.usage("--limit is between 1 and " + MOST);
    }
    if (days.filter(n -> n < 0 || n > MOST_DAYS).isPresent()) {
      throw common.usage("--days is between 0 and " + MOST_DAYS);
    }
    TaskSearch search = search();
    try (OpenedStore home = store.look()) {
      TaskSearch.Page page = home.stint().ask().search(search);
      List<TaskRow> rows = page.tasks();
      common.show(
          output,
          sheet(page),
          Map.of(
              "tasks", rows.stream().map(Printers::facts).toList(),
              "next", page.next().map(TaskPlace::toString).orElse("")),
          () -> records(page));
      return Exit.OK;
    }
  }

  private Sheet sheet(TaskSearch.Page page) {
    Part tasks = new Part("", 0, TaskTable.of(page.tasks(), output.times()), "no tasks");
    String more = page.next().map(place -> "more: --after " + place).orElse("");
    return Sheet.of(tasks, more).exactly(TaskSummaries.table(page.tasks()));
  }

  private static Records records(TaskSearch.Page page) {
    Map<String, String> next =
        page.next().map(p -> Map.of("next", Json.of(p.toString()))).orElse(Map.of());
    return new Records("tasks", page.tasks().stream().map(ApiRecords::task).toList(), next);
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
            times(),
            order,
            after.map(this::place),
            limit);
    return hideSucceeded ? search.hideSucceeded() : search;
  }

  private TaskTimes times() {
    return new TaskTimes(
        range("created", createdAfter, createdBefore),
        range("due", dueAfter, dueBefore),
        range("finished", finishedAfter, finishedBefore));
  }

  private TimeRange range(String what, Optional<Instant> from, Optional<Instant> until) {
    try {
      return new TimeRange(from, until);
    } catch (IllegalArgumentException e) {
      String options = "--%s-after and --%s-before: ".formatted(what, what);
      throw common.usage(options + e.getMessage());
    }
  }

  private TaskPlace place(String text) {
    try {
      return TaskPlace.of(text).in(order);
    } catch (IllegalArgumentException e) {
      throw common.usage("--after: " + e.getMessage());
    }
  }
}
