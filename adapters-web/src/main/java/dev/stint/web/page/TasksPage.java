package dev.stint.web.page;

import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.life.TaskStatus;
import dev.stint.web.ApiRole;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tasks that a person looks for. */
final class TasksPage {

  private static final List<TasksView.Choice> SPANS =
      List.of(
          new TasksView.Choice("", "any time", false),
          new TasksView.Choice("PT1H", "the last hour", false),
          new TasksView.Choice("P1D", "the last day", false),
          new TasksView.Choice("P7D", "the last 7 days", false),
          new TasksView.Choice("P30D", "the last 30 days", false));

  private static final Map<String, String> TIMES =
      Map.of(
          "requestedFrom", "Requested from",
          "requestedUntil", "Requested before",
          "dueFrom", "Due from",
          "dueUntil", "Due before",
          "finishedFrom", "Ended from",
          "finishedUntil", "Ended before");

  private TasksPage() {}

  static List<PageRoute> routes() {
    return List.of(PageRoute.look("/tasks", TasksPage::list).watched(PageWatch::list));
  }

  private static Reply list(Visit visit) {
    TaskQuery query = new TaskQuery(visit.form());
    TaskSearch.Page page = visit.ask().search(query.search());
    String base = visit.shell().base();
    TasksView view =
        new TasksView(
            filter(query),
            page.tasks().stream().map(row -> TaskLine.of(row, visit.now())).toList(),
            page.next().map(TaskPlace::toString).map(at -> base + query.address(at)).orElse(""),
            visit.text("after").isPresent() ? base + query.address() : "",
            base + "/tasks",
            base + "/tasks/all?" + query.filter(),
            visit.ask().types().stream().map(t -> t.name().value()).toList(),
            visit.may(ApiRole.OPERATE),
            visit.may(ApiRole.ADMINISTER));
    Shell shell = visit.shell().titled("Tasks", "tasks");
    return Reply.page(Html.of((out, on) -> JtetasksGenerated.render(out, on, shell, view)));
  }

  private static TasksView.Filter filter(TaskQuery query) {
    return new TasksView.Filter(
        Arrays.stream(TaskStatus.values())
            .map(s -> new TasksView.Choice(s.name(), Badge.of(s).label(), query.has(s)))
            .toList(),
        query.text("name"),
        query.text("type"),
        query.text("queue"),
        query.text("owner"),
        SPANS.stream()
            .map(s -> chosen(s.value(), s.label(), s.value().equals(query.text("within"))))
            .toList(),
        Arrays.stream(TaskOrder.values())
            .map(o -> chosen(o.name(), words(o), o.name().equals(query.text("order"))))
            .toList(),
        TaskQuery.TIMES.stream()
            .map(
                name -> new TasksView.Time(name, String.valueOf(TIMES.get(name)), query.text(name)))
            .toList(),
        query.timed(),
        query.narrows(),
        query.address());
  }

  private static TasksView.Choice chosen(String value, String label, boolean chosen) {
    return new TasksView.Choice(value, label, chosen);
  }

  private static String words(TaskOrder order) {
    return switch (order) {
      case NEWEST -> "newest first";
      case OLDEST -> "oldest first";
      case DUE -> "soonest due first";
      case FINISHED -> "last ended first";
      case PRIORITY -> "most urgent first";
    };
  }
}
