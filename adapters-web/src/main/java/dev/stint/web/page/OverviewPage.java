package dev.stint.web.page;

import dev.stint.application.api.operate.Monitor;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.Gate;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.domain.task.TaskCount;
import dev.stint.domain.task.WorkerView;
import dev.stint.web.trends.Trend;
import dev.stint.web.trends.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How everything stands, at a glance. */
final class OverviewPage {

  private static final int LINES = 12;
  private static final int FAILED = 6;
  private static final int WHOLE = 1_000;

  private OverviewPage() {}

  static List<PageRoute> routes() {
    return List.of(PageRoute.look("/", OverviewPage::show).ofFigures().watched(PageWatch::figures));
  }

  private static Reply show(Visit visit) {
    Monitor seen = visit.memory().monitor().get(visit.ask()::monitor);
    Stand stand = visit.sharedStand(seen);
    Window window = window(visit);
    visit.memory().trends().watch(visit.ask());
    Trend trend = visit.memory().trends().over(window);
    TrendView plot = TrendPlot.of(trend, window, visit.now());
    OverviewView view =
        new OverviewView(
            plot,
            cards(stand, seen, visit.now()),
            seen.findings(),
            shares(seen.counts(), visit.shell().base()),
            lines(stand, trend, plot.window(), visit.now()),
            stand.depths().size() > LINES,
            FailureColumns.of(seen.failed(), visit.now()),
            seen.failed().stream().limit(FAILED).map(r -> TaskLine.of(r, visit.now())).toList(),
            seen.counts().isEmpty());
    Shell shell = visit.shell().titled("Overview", "overview");
    return Reply.page(Html.of((out, on) -> JteoverviewGenerated.render(out, on, shell, view)));
  }

  private static List<OverviewView.Card> cards(Stand stand, Monitor seen, Instant now) {
    long ready = stand.depths().stream().mapToLong(ReadyDepth::ready).sum();
    boolean more = stand.depths().stream().anyMatch(ReadyDepth::atLeast);
    Optional<Instant> oldest =
        stand.depths().stream().map(ReadyDepth::oldestDue).min(Comparator.naturalOrder());
    long live = stand.workers().stream().filter(WorkerView::live).count();
    long lost = stand.workers().size() - live;
    int failed = seen.failed().size();
    return List.of(
        card("Ready", Figures.counted(ready, more), waits(oldest, now), "plain", "/queues"),
        card(
            "Running",
            counted(seen.counts(), TaskStatus.RUNNING),
            "now",
            "plain",
            "/tasks?status=RUNNING"),
        card(
            "Failed",
            Figures.counted(failed, failed >= 100),
            "in the last day",
            failed == 0 ? "good" : "bad",
            "/tasks?status=FAILED&order=FINISHED"),
        card(
            "Workers",
            Figures.grouped(live),
            workersWord(live, lost),
            live == 0 ? "bad" : "good",
            "/workers"));
  }

  private static String workersWord(long live, long lost) {
    if (lost > 0) {
      return Figures.grouped(lost) + " lost";
    }
    return live == 0 ? "none is at work" : "all well";
  }

  private static OverviewView.Card card(
      String name, String figure, String words, String tone, String href) {
    return new OverviewView.Card(name, figure, words, tone, href);
  }

  private static String waits(Optional<Instant> oldest, Instant now) {
    return oldest.map(o -> "oldest due " + Ages.words(o, now)).orElse("nothing waits");
  }

  private static String counted(List<TaskCount> counts, TaskStatus status) {
    return Figures.counted(sum(counts, status), atLeast(counts, status));
  }

  private static long sum(List<TaskCount> counts, TaskStatus status) {
    return counts.stream().filter(c -> c.status() == status).mapToLong(TaskCount::tasks).sum();
  }

  private static boolean atLeast(List<TaskCount> counts, TaskStatus status) {
    return counts.stream().anyMatch(c -> c.status() == status && c.atLeast());
  }

  /** Each status that has tasks is wide enough to be seen. */
  private static List<OverviewView.Share> shares(List<TaskCount> counts, String base) {
    long all = counts.stream().mapToLong(TaskCount::tasks).sum();
    List<OverviewView.Share> shares = new ArrayList<>();
    int x = 0;
    for (TaskStatus status : TaskStatus.values()) {
      long tasks = sum(counts, status);
      if (tasks > 0) {
        int width = Math.max(6, (int) (tasks * WHOLE / all));
        shares.add(
            new OverviewView.Share(
                Badge.of(status),
                counted(counts, status),
                x,
                width,
                base + "/tasks?status=" + status));
        x += width;
      }
    }
    return shares;
  }

  private static Window window(Visit visit) {
    String over = visit.text("over").orElse("hour");
    return Form.checked("over", () -> Window.valueOf(over.toUpperCase(Locale.ROOT)));
  }

  private static List<OverviewView.Line> lines(
      Stand stand, Trend trend, String window, Instant now) {
    return stand.depths().stream()
        .sorted(Comparator.comparing(ReadyDepth::oldestDue))
        .limit(LINES)
        .map(
            d ->
                new OverviewView.Line(
                    d.line().queue().value(),
                    d.line().type().value(),
                    Badge.lower(d.lane()),
                    Figures.counted(d.ready(), d.atLeast()),
                    new SparkLine(trend, d.line()).ready(window),
                    Moment.of(d.oldestDue(), now),
                    new SparkLine(trend, d.line()).waited(window),
                    stand.before(d.line()).stream().anyMatch(Gate::closed)))
        .toList();
  }
}
