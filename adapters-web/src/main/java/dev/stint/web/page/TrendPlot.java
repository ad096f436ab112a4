package dev.stint.web.page;

import dev.stint.web.trends.Slot;
import dev.stint.web.trends.Trend;
import dev.stint.web.trends.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws what ended, step by step. */
final class TrendPlot {

  private static final int WIDE = 720;
  private static final int HIGH = 120;
  private static final int APART = 3;

  private final Trend trend;
  private final Window window;
  private final Instant now;
  private final long most;

  private TrendPlot(Trend trend, Window window, Instant now) {
    this.trend = trend;
    this.window = window;
    this.now = now;
    this.most = trend.slots().stream().mapToLong(Slot::ended).max().orElse(0);
  }

  static TrendView of(Trend trend, Window window, Instant now) {
    return new TrendPlot(trend, window, now).view();
  }

  private TrendView view() {
    boolean day = window == Window.DAY;
    String name = day ? "last day" : "last hour";
    long ended = trend.slots().stream().mapToLong(Slot::ended).sum();
    long failed = trend.slots().stream().mapToLong(Slot::failed).sum();
    boolean atLeast = trend.slots().stream().anyMatch(Slot::atLeast);
    String all = Figures.counted(ended, atLeast);
    return new TrendView(
        day,
        name,
        all + " tasks ended in the " + name + ", " + Figures.grouped(failed) + " of them failed",
        since(),
        most == 0 ? "" : Figures.grouped(most) + " in " + Ages.span(window.step()),
        bars(),
        List.of(
            new TrendView.Number("Ended", all),
            new TrendView.Number("Failed", Figures.grouped(failed)),
            new TrendView.Number("A minute", rate(ended, atLeast))));
  }

  /** The mean of what was seen; the step that is not over counts for as much as it has. */
  private String rate(long ended, boolean atLeast) {
    long seconds = 0;
    for (int i = 0; i < trend.slots().size(); i++) {
      if (trend.slots().get(i).counted()) {
        seconds += from(i).until(end(i), ChronoUnit.SECONDS);
      }
    }
    if (seconds < 60) {
      return "–";
    }
    double rate = ended * 60.0 / seconds;
    String mean =
        rate >= 10 || rate == 0
            ? Figures.grouped(Math.round(rate))
            : String.format(Locale.ROOT, "%.1f", rate);
    return mean + (atLeast ? "+" : "");
  }

  private Instant from(int step) {
    Instant begin = trend.until().minus(trend.step().multipliedBy(trend.slots().size() - step));
    Instant since = trend.since().orElse(begin);
    return since.isAfter(begin) ? since : begin;
  }

  private Instant end(int step) {
    Instant end = trend.until().minus(trend.step().multipliedBy(trend.slots().size() - step - 1L));
    return end.isAfter(now) ? now : end;
  }

  private String since() {
    Instant begin = trend.until().minus(trend.step().multipliedBy(trend.slots().size() - 1L));
    return trend
        .since()
        .filter(s -> s.isAfter(begin))
        .map(
            s ->
                "Seen from this server since "
                    + Ages.exact(s).substring("uuuu-MM-dd ".length(), "uuuu-MM-dd HH:mm".length())
                    + " UTC; before that nobody looked.")
        .orElse(trend.since().isEmpty() ? "This server begins to look now." : "");
  }

  private List<TrendView.Bar> bars() {
    List<TrendView.Bar> bars = new ArrayList<>();
    int step = WIDE / trend.slots().size();
    for (int i = 0; i < trend.slots().size(); i++) {
      bars.add(bar(trend.slots().get(i), i, step));
    }
    return bars;
  }

  private TrendView.Bar bar(Slot slot, int i, int step) {
    int failed = high(slot.failed());
    int well = Math.max(0, high(slot.ended()) - failed);
    String tone = !slot.counted() ? "unknown" : slot.atLeast() ? "part" : "known";
    return new TrendView.Bar(
        i * step, step - APART, tone, HIGH - failed - well, well, failed, title(slot, i));
  }

  /** What there is can be seen. */
  private int high(long tasks) {
    return most == 0 ? 0 : (int) Math.ceil(tasks * (double) HIGH / most);
  }

  private String title(Slot slot, int i) {
    Duration ago = trend.step().multipliedBy(trend.slots().size() - i);
    String when = Ages.span(ago) + " ago: ";
    return slot.counted()
        ? when
            + Figures.counted(slot.ended(), slot.atLeast())
            + " ended, "
            + Figures.grouped(slot.failed())
            + " failed"
        : when + "not known";
  }
}
