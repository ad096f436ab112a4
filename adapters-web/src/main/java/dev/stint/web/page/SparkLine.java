package dev.stint.web.page;

import dev.stint.domain.Line;
import dev.stint.web.trends.Depth;
import dev.stint.web.trends.Slot;
import dev.stint.web.trends.Trend;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Draws a figure of a line as it went; where nobody looked there is a gap. */
final class SparkLine {

  private static final int STEP = 10;
  private static final int HIGH = 22;
  private static final Depth NONE = new Depth(0, Duration.ZERO);

  private final Trend trend;
  private final Line line;

  SparkLine(Trend trend, Line line) {
    this.trend = trend;
    this.line = line;
  }

  TrendView.Spark ready(String window) {
    return spark(Depth::ready, Figures::grouped, window);
  }

  TrendView.Spark waited(String window) {
    return spark(
        depth -> depth.waited().toSeconds(), most -> Ages.span(Duration.ofSeconds(most)), window);
  }

  /** How the most is said. */
  @FunctionalInterface
  private interface Words {
    String of(long most);
  }

  private TrendView.Spark spark(ToLongFunction<Depth> figure, Words words, String window) {
    long most = trend.slots().stream().mapToLong(s -> of(s, figure)).max().orElse(0);
    StringBuilder path = new StringBuilder();
    Optional<Slot> before = Optional.empty();
    int x = 0;
    for (Slot slot : trend.slots()) {
      if (slot.seen()) {
        long y = 1 + HIGH - (most == 0 ? 0 : of(slot, figure) * HIGH / most);
        boolean goesOn = before.filter(Slot::seen).isPresent();
        path.append(goesOn ? 'L' : 'M').append(x).append(' ').append(y);
        path.append(goesOn ? "" : "h0");
      }
      before = Optional.of(slot);
      x += STEP;
    }
    return new TrendView.Spark(
        path.toString(), Math.max(STEP, x - STEP), "at most " + words.of(most), window);
  }

  private long of(Slot slot, ToLongFunction<Depth> figure) {
    return figure.applyAsLong(slot.lines().getOrDefault(line, NONE));
  }
}
