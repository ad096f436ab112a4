package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_METHOD_NOT_ALLOWED;
import static jakarta.servlet.http.HttpServletResponse.SC_NOT_FOUND;

import dev.stint.web.HttpError;
import java.util.List;
import java.util.stream.Stream;

/** All that the page can be asked for. */
final class PageRoutes {

  static final List<PageRoute> ALL =
      Stream.of(
              OverviewPage.routes(),
              TasksPage.routes(),
              BulkPage.routes(), // Before those of one task, whose paths are alike.
              TaskPage.routes(),
              TaskSteering.routes(),
              SchedulesPage.routes(),
              QueuesPage.routes(),
              StorePages.routes(),
              CleanPage.routes(),
              OwnPage.routes())
          .flatMap(List::stream)
          .toList();

  private PageRoutes() {}

  /** What is answered where there is none. */
  static HttpError none() {
    return new HttpError(SC_NOT_FOUND, "there is no such page");
  }

  /**
   * @throws HttpError if there is none
   */
  static PageRoute find(boolean changes, String path) {
    List<PageRoute> there = ALL.stream().filter(route -> route.matches(path)).toList();
    if (there.isEmpty()) {
      throw none();
    }
    return there.stream()
        .filter(route -> route.changes() == changes)
        .findFirst()
        .orElseThrow(
            () -> new HttpError(SC_METHOD_NOT_ALLOWED, "this is not how the page is asked for"));
  }
}
