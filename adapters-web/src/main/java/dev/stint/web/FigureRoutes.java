package dev.stint.web;

import dev.stint.application.api.RefusedException;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.Monitor;
import dev.stint.application.log.GuardedLog;
import dev.stint.domain.WorkerId;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.StoreReport;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;

/** Figures of the whole store. */
final class FigureRoutes {

  private static final Logger LOG = GuardedLog.of(FigureRoutes.class);

  /** Lines that an event tells of. */
  private static final int MOST = 1_000;

  private FigureRoutes() {}

  static List<Route> all() {
    return List.of(
        Route.get("/counts", Slice.PARAMETERS, FigureRoutes::counts).ofFigures(),
        Route.get("/depths", Slice.PARAMETERS, FigureRoutes::depths).ofFigures(),
        Route.get("/workers", Slice.PARAMETERS, FigureRoutes::workers).ofFigures(),
        Route.get("/monitor", List.of(), FigureRoutes::monitor).ofFigures(),
        Route.get("/health", List.of(), FigureRoutes::health).ofFigures());
  }

  private static ApiAnswer counts(Call call) {
    return Slice.of(call.query())
        .of("counts", sortedCounts(call.acting().ask()), FigureRoutes::count);
  }

  private static List<TaskCount> sortedCounts(AskTasks ask) {
    Comparator<TaskCount> order =
        Comparator.<TaskCount, String>comparing(c -> c.line().toString())
            .thenComparing(TaskCount::lane)
            .thenComparing(TaskCount::status);
    return ask.counts().stream().sorted(order).toList();
  }

  /** What is told again and again: counts, and what is ready. */
  static Facts overview(AskTasks ask) {
    List<TaskCount> counts = sortedCounts(ask);
    List<ReadyDepth> depths = sortedDepths(ask);
    return Facts.of("counts", Facts.list(first(counts), FigureRoutes::count))
        .with("depths", Facts.list(first(depths), FigureRoutes::depth))
        .with("more", Math.max(counts.size(), depths.size()) > MOST);
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST, all.size()));
  }

  static Facts count(TaskCount count) {
    return Facts.of("queue", count.line().queue())
        .with("type", count.line().type())
        .with("lane", count.lane())
        .with("status", count.status())
        .with("tasks", count.tasks())
        .with("atLeast", count.atLeast());
  }

  private static ApiAnswer depths(Call call) {
    return Slice.of(call.query())
        .of("depths", sortedDepths(call.acting().ask()), FigureRoutes::depth);
  }

  private static List<ReadyDepth> sortedDepths(AskTasks ask) {
    return ask.depths().stream().sorted(Comparator.comparing(ReadyDepth::oldestDue)).toList();
  }

  static Facts depth(ReadyDepth depth) {
    return Facts.of("queue", depth.line().queue())
        .with("type", depth.line().type())
        .with("lane", depth.lane())
        .with("ready", depth.ready())
        .with("atLeast", depth.atLeast())
        .with("oldestDueAt", depth.oldestDue());
  }

  private static ApiAnswer workers(Call call) {
    List<WorkerView> all =
        call.acting().ask().workers().stream()
            .sorted(Comparator.comparing(WorkerView::id, Comparator.comparing(WorkerId::value)))
            .toList();
    return Slice.of(call.query()).of("workers", all, FigureRoutes::worker);
  }

  static Facts worker(WorkerView worker) {
    return Facts.of("id", worker.id())
        .with("label", worker.label())
        .with("live", worker.live())
        .with("renewedAt", worker.renewed())
        .with("lease", worker.lease())
        .with("types", worker.types().stream().sorted().toList());
  }

  private static ApiAnswer monitor(Call call) {
    return ApiAnswer.ok(monitor(call.acting().ask().monitor()));
  }

  static Facts monitor(Monitor seen) {
    return Facts.of("at", seen.at())
        .with("needsPerson", seen.needsPerson())
        .with("findings", seen.findings())
        .with("oldest", seen.oldest().map(FigureRoutes::depth))
        .with("overlong", Facts.list(seen.overlong(), TaskFacts::row))
        .with("failed", Facts.list(seen.failed(), TaskFacts::row))
        .with("unreadable", Facts.list(seen.unreadable(), TaskFacts::row))
        .with("unclaimed", seen.unclaimed().stream().sorted().toList());
  }

  static Facts health(StoreReport report) {
    return Facts.of("store", report.store())
        .with("now", report.now())
        .with("schema", report.schema())
        .with("warnings", report.warnings());
  }

  /** A store that does not answer is what this is asked for, so it is no error of the API. */
  private static ApiAnswer health(Call call) {
    try {
      return ApiAnswer.ok(health(call.acting().ask().health()));
    } catch (RefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("the store cannot be used", e);
      return ApiAnswer.problem(
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "the store cannot be used; the server's log has the reason");
    }
  }
}
