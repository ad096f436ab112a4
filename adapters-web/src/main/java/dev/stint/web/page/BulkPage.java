package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_CONFLICT;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;

import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks.Steered;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskOrder;
import dev.stint.domain.TaskPlace;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.ApiRole;
import dev.stint.web.Confirmation;
import dev.stint.web.HttpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All tasks that match: how many they are, and what is done to them, a thousand at once. */
final class BulkPage {

  private static final String PATH = "/tasks/all";
  private static final int MOST = 1_000;
  private static final int SHOWN = 8;
  private static final String DEED = "steer";

  private BulkPage() {}

  static List<PageRoute> routes() {
    return List.of(
        PageRoute.look(PATH, BulkPage::ask).by(ApiRole.OPERATE),
        PageRoute.change(PATH, ApiRole.OPERATE, BulkPage::steer));
  }

  private static Reply ask(Visit visit) {
    TaskQuery query = new TaskQuery(visit.form());
    return page(visit, query, found(visit, query), Optional.empty());
  }

  /** Newest first, so that what is done keeps its place. */
  private static TaskSearch.Page found(Visit visit, TaskQuery query) {
    TaskSearch search = query.search().order(TaskOrder.NEWEST).limit(MOST);
    return visit
        .ask()
        .search(
            visit
                .text("after")
                .map(text -> Form.checked("after", () -> search.after(TaskPlace.of(text))))
                .orElse(search));
  }

  private static Reply steer(Visit visit) {
    String verb = visit.named("verb", text -> text);
    TaskSteering.Wish wish = TaskSteering.wish(verb);
    if (!visit.may(wish.role())) {
      throw new HttpError(SC_FORBIDDEN, "Your role does not allow this.");
    }
    TaskQuery query = new TaskQuery(visit.form());
    visit.line().with("search", query.filter());
    if (!visit.text("confirm").equals(Optional.of(confirm(visit, query)))) {
      throw new HttpError(SC_CONFLICT, "Look first at how many match, and confirm it there.");
    }
    TaskSearch.Page page = found(visit, query);
    List<TaskId> tasks = page.tasks().stream().map(TaskRow::id).toList();
    List<Steered> said =
        tasks.isEmpty() ? List.of() : wish.deed().apply(visit.acting().steer(), tasks);
    BulkView.Done done = done(verb, said, page.next());
    visit.line().with("tasks", tasks.size()).with("result", done.words());
    return page(visit, query, page, Optional.of(done));
  }

  private static String confirm(Visit visit, TaskQuery query) {
    return Confirmation.of(DEED, query.filter(), visit.who().name().value());
  }

  private static BulkView.Done done(String verb, List<Steered> said, Optional<TaskPlace> next) {
    Map<SteerResult, Long> results =
        said.stream().collect(Collectors.groupingBy(Steered::result, Collectors.counting()));
    Function<SteerResult, String> count = r -> Figures.grouped(results.getOrDefault(r, 0L));
    String words =
        count.apply(SteerResult.DONE)
            + " done, "
            + count.apply(SteerResult.SIGNALLED)
            + " signalled to their workers, "
            + count.apply(SteerResult.REFUSED)
            + " refused";
    Map<String, Long> refusals =
        said.stream()
            .filter(s -> s.result() == SteerResult.REFUSED)
            .collect(Collectors.groupingBy(Steered::words, TreeMap::new, Collectors.counting()));
    return new BulkView.Done(words, refusals, verb, next.map(TaskPlace::toString).orElse(""));
  }

  private static Reply page(
      Visit visit, TaskQuery query, TaskSearch.Page page, Optional<BulkView.Done> done) {
    String base = visit.shell().base();
    boolean more = page.next().isPresent();
    int tasks = page.tasks().size();
    BulkView view =
        new BulkView(
            more ? "the first " + Figures.grouped(tasks) : Figures.grouped(tasks),
            tasks,
            more,
            query.said(),
            page.tasks().stream().limit(SHOWN).map(r -> TaskLine.of(r, visit.now())).toList(),
            base + PATH + "?" + query.filter(),
            confirm(visit, query),
            buttons(visit),
            base + query.address(),
            done);
    Shell shell = visit.shell().titled("All that match", "tasks").still();
    return Reply.page(Html.of((out, on) -> JtebulkGenerated.render(out, on, shell, view)));
  }

  private static List<TaskView.Button> buttons(Visit visit) {
    List<TaskView.Button> buttons =
        new ArrayList<>(
            List.of(
                new TaskView.Button("pause", "Pause", ""),
                new TaskView.Button("resume", "Resume", ""),
                new TaskView.Button("restart", "Restart", ""),
                new TaskView.Button("cancel", "Cancel", "They end as they stand.")));
    if (visit.may(ApiRole.ADMINISTER)) {
      buttons.add(new TaskView.Button("remove", "Remove", "Nothing is kept; it cannot be undone."));
    }
    return buttons;
  }
}
