package dev.stint.application.spi;

import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.PriorityRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a worker would take: only tasks of these lines, of {@code lanes}, at most {@code limit}
 * ordinary ones and at most {@code suspects} with losses, together at most {@code maxBytes} of
 * arguments and cursors (the first task always fits); none whose priority is out of {@code
 * priorities}. Those with losses stand in the same claim order, and count against the limit of
 * their line.
 */
public record ClaimRequest(
    ClaimId id,
    List<LineLimit> lines,
    List<Lane> lanes,
    int limit,
    int suspects,
    long maxBytes,
    PriorityRange priorities) {

  /** Of any priority. */
  public ClaimRequest(
      ClaimId id, List<LineLimit> lines, List<Lane> lanes, int limit, int suspects, long maxBytes) {
    this(id, lines, lanes, limit, suspects, maxBytes, PriorityRange.ALL);
  }

  /**
   * Of what was found, in claim order, what the limits of the lines allow.
   *
   * @param line of what was found
   */
  public <T> List<T> allowed(List<T> found, Function<T, Line> line) {
    Map<Line, Integer> left = new HashMap<>();
    lines.forEach(l -> left.merge(l.line(), l.limit(), Integer::sum));
    return found.stream().filter(t -> left.merge(line.apply(t), -1, Integer::sum) >= 0).toList();
  }
}
