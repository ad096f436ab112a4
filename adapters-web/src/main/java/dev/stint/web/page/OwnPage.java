package dev.stint.web.page;

import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.domain.task.TaskRow;
import dev.stint.web.events.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The signed-in user's newest tasks, small enough for a frame in a page of the host. */
final class OwnPage {

  static final String PATH = "/own";

  private static final int MOST = 10;

  private OwnPage() {}

  static List<PageRoute> routes() {
    return List.of(PageRoute.look(PATH, OwnPage::show).watched(OwnPage::watch));
  }

  private static Watch watch(Visit visit) {
    return PageWatch.list(visit.asking(own(visit)));
  }

  /** Whatever the address says, it is the tasks of who looks. */
  private static Form own(Visit visit) {
    return new Form(Map.of("owner", new String[] {visit.who().name().value()}));
  }

  private static Reply show(Visit visit) {
    TaskQuery query = new TaskQuery(own(visit));
    TaskSearch.Page page = visit.ask().search(query.search().limit(MOST));
    OwnView view =
        new OwnView(
            page.tasks().stream().map(row -> line(row, visit.ask(), visit.now())).toList(),
            page.next().isPresent(),
            visit.shell().base() + query.address());
    Shell shell = visit.shell().titled("Your tasks", "own");
    return Reply.page(Html.of((out, on) -> JteownGenerated.render(out, on, shell, view)));
  }

  /** What it came to is a link, if it left one. */
  private static OwnView.Line line(TaskRow row, AskTasks ask, Instant now) {
    Optional<SafeLink> link =
        row.status().finished()
            ? TaskPage.link(ask, row.id()).filter(l -> !l.url().isEmpty())
            : Optional.empty();
    return new OwnView.Line(TaskLine.of(row, now), link);
  }
}
