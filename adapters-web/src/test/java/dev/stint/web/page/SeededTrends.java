package dev.stint.web.page;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import dev.stint.web.trends.ChangingFigures;
import dev.stint.web.trends.ManualBeat;
import dev.stint.web.trends.Trends;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Trends that know a day, with a break in it, of the lines that the full ports have. */
final class SeededTrends {

  private SeededTrends() {}

  static Trends of(Instant now) {
    AtomicReference<Instant> clock = new AtomicReference<>(now.minus(Duration.ofDays(1)));
    ChangingFigures figures = new ChangingFigures();
    ManualBeat beat = new ManualBeat();
    Trends trends = new Trends(clock::get, beat);
    long well = 0;
    long failed = 0;
    for (int minute = 0; minute <= 24 * 60; minute++) {
      clock.set(now.minus(Duration.ofMinutes(24 * 60L - minute)));
      double day = Math.sin(minute / 1440.0 * Math.PI);
      well += (long) (40 * day + 25 * Math.abs(Math.sin(minute / 7.0)) + minute % 5);
      failed += minute % 17 == 0 ? 6 : minute > 1_400 && minute < 1_415 ? 9 : 0;
      figures.count(TaskStatus.SUCCEEDED, well, false);
      figures.count(TaskStatus.FAILED, failed, false);
      depths(figures, clock.get(), minute);
      if (minute < 500 || minute > 560 && (minute < 1_420 || minute > 1_424)) {
        trends.watch(figures.port());
        beat.tick();
      }
    }
    return trends;
  }

  private static void depths(ChangingFigures figures, Instant at, int minute) {
    figures.depths.clear();
    depth(figures, ManyRows.line("default", "orders.mail"), 4_000 + minute * 3L, 40, at);
    depth(figures, ManyRows.line("reports", "reports.close"), 12, minute * 6L, at);
    if (minute % 20 < 8) {
      depth(figures, ManyRows.line("default", "orders.print"), 3 + minute % 20, 2, at);
    }
    long imports = (long) (1_500 * Math.abs(Math.sin(minute / 50.0)));
    depth(figures, ManyRows.line("imports", ManyRows.LONG_TYPE), 1 + imports, imports / 5, at);
  }

  private static void depth(
      ChangingFigures figures, Line line, long ready, long waited, Instant at) {
    figures.depths.add(new ReadyDepth(line, Lane.BACKGROUND, ready, at.minusSeconds(waited)));
  }
}
