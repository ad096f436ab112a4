package dev.stint.web.page;

import dev.stint.domain.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What the pace of a task says of its end.
 *
 * @param rate as "1,200 a second"; empty if it is not known
 * @param end as "in 4 to 6 min"; empty if it cannot be known
 */
record Forecast(String rate, String end) {

  static final Forecast NONE = new Forecast("", "");

  private static final int A_MINUTE = 60;
  private static final double A_YEAR = 3.2e7;

  static Forecast of(Progress progress, Optional<Pace.Rate> pace) {
    return pace.map(p -> new Forecast(words(p.mean()), end(progress, p))).orElse(NONE);
  }

  private static String words(double rate) {
    return rate >= 1
        ? Figures.grouped(Math.round(rate)) + " a second"
        : String.format(Locale.ROOT, "%.1f a minute", rate * A_MINUTE);
  }

  /** A range, for what is to come need not go like what was; none if it stood still meanwhile. */
  private static String end(Progress progress, Pace.Rate pace) {
    long left = progress.total() - progress.done();
    if (progress.total() <= 0 || left < 0 || pace.slow() <= 0 || left / pace.slow() > A_YEAR) {
      return "";
    }
    String soonest = Ages.span(Duration.ofMillis(Math.round(left / pace.fast() * 1000)));
    String latest = Ages.span(Duration.ofMillis(Math.round(left / pace.slow() * 1000)));
    return soonest.equals(latest) ? "in about " + latest : "in " + soonest + " to " + latest;
  }
}
