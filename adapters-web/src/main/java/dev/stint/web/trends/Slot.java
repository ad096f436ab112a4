package dev.stint.web.trends;

import dev.stint.domain.Line;
import java.util.HashMap;
import java.util.Map;

/**
 * What was seen in a stretch of time. Immutable.
 *
 * @param seen whether anything was looked at meanwhile
 * @param counted whether it is known what ended
 * @param ended tasks that ended, those that failed among them
 * @param atLeast whether more may have ended
 * @param lines those with ready tasks
 */
public record Slot(
    boolean seen,
    boolean counted,
    long ended,
    long failed,
    boolean atLeast,
    Map<Line, Depth> lines) {

  static final Slot NONE = new Slot(false, false, 0, 0, false, Map.of());

  public Slot {
    lines = Map.copyOf(lines);
  }

  /** What was seen in both. */
  Slot and(Slot other) {
    Map<Line, Depth> both = new HashMap<>(lines);
    other.lines.forEach((line, depth) -> both.merge(line, depth, Depth::most));
    return new Slot(
        seen || other.seen,
        counted || other.counted,
        ended + other.ended,
        failed + other.failed,
        atLeast || other.atLeast,
        both);
  }
}
