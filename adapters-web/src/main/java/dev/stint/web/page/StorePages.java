package dev.stint.web.page;

import static jakarta.servlet.http.HttpServletResponse.SC_OK;
import static jakarta.servlet.http.HttpServletResponse.SC_SERVICE_UNAVAILABLE;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.api.operate.TaskSearch;
import dev.stint.application.log.GuardedLog;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.WorkerView;
import dev.stint.web.ApiRole;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;

/** The store and the workers on it. */
final class StorePages {

  private static final Logger LOG = GuardedLog.of(StorePages.class);
  private static final int RUNNING = 500;
  private static final Duration IN_STEP = Duration.ofSeconds(1);

  private StorePages() {}

  static List<PageRoute> routes() {
    return List.of(
        PageRoute.look("/workers", StorePages::workers).ofFigures().watched(PageWatch::figures),
        PageRoute.look("/health", StorePages::health).ofFigures().watched(PageWatch::figures));
  }

  private static Reply workers(Visit visit) {
    List<TaskRow> running =
        visit
            .ask()
            .search(TaskSearch.ALL.statuses(Set.of(TaskStatus.RUNNING)).limit(RUNNING))
            .tasks();
    List<WorkersView.Row> rows =
        visit.ask().workers().stream()
            .sorted(
                Comparator.comparing(WorkerView::live)
                    .reversed()
                    .thenComparing(WorkerView::label)
                    .thenComparing(w -> w.id().value()))
            .map(w -> row(w, running, visit))
            .toList();
    long live = rows.stream().filter(WorkersView.Row::live).count();
    String summary =
        Figures.of(live, "worker") + " running, " + Figures.grouped(rows.size() - live) + " lost";
    WorkersView view = new WorkersView(rows, summary);
    Shell shell = visit.shell().titled("Workers", "workers");
    return Reply.page(Html.of((out, on) -> JteworkersGenerated.render(out, on, shell, view)));
  }

  private static WorkersView.Row row(WorkerView worker, List<TaskRow> running, Visit visit) {
    return new WorkersView.Row(
        worker.id().toString(),
        worker.label(),
        worker.live(),
        Moment.of(worker.renewed(), visit.now()),
        Ages.span(worker.lease()),
        worker.types().stream().map(t -> t.value()).sorted().toList(),
        running.stream()
            .filter(r -> r.standing().worker().equals(Optional.of(worker.id())))
            .map(r -> TaskLine.of(r, visit.now()))
            .toList());
  }

  /** A store that does not answer is what this page is for. */
  private static Reply health(Visit visit) {
    Shell shell = visit.shell().titled("Health", "health");
    HealthView view = view(visit);
    return Reply.page(
        view.report().isPresent() ? SC_OK : SC_SERVICE_UNAVAILABLE,
        Html.of((out, on) -> JtehealthGenerated.render(out, on, shell, view)));
  }

  private static HealthView view(Visit visit) {
    try {
      long before = System.nanoTime();
      StoreReport report = visit.ask().health();
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      Monitor seen = visit.ask().monitor();
      return new HealthView(
          Optional.of(shown(report, took, visit)),
          visit.may(ApiRole.ADMINISTER),
          seen.findings(),
          lines(seen.overlong(), visit),
          lines(seen.unreadable(), visit),
          seen.unclaimed().stream().map(t -> t.value()).sorted().toList());
    } catch (RefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("the store cannot be used", e);
      return new HealthView(Optional.empty(), false, List.of(), List.of(), List.of(), List.of());
    }
  }

  private static HealthView.Report shown(StoreReport report, Duration took, Visit visit) {
    Duration drift = Duration.between(report.now(), visit.now()).abs();
    return new HealthView.Report(
        report.store(),
        Ages.exact(report.now()),
        drift.compareTo(IN_STEP) < 0 ? "in step with this server" : Ages.span(drift) + " apart",
        report.schema() == 0 ? "" : String.valueOf(report.schema()),
        Ages.span(took),
        report.warnings());
  }

  private static List<TaskLine> lines(List<TaskRow> rows, Visit visit) {
    return rows.stream().map(row -> TaskLine.of(row, visit.now())).toList();
  }
}
