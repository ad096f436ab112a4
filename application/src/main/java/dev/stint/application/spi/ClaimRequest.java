package dev.stint.application.spi;

import dev.stint.domain.Lane;
import dev.stint.domain.PriorityRange;
import java.util.List;

/**
 * What a worker would take: only tasks of these lines, of {@code lanes}, at most {@code limit}
 * ordinary ones and at most {@code suspects} with losses, together at most {@code maxBytes} of
 * arguments and cursors (the first task always fits); none whose priority is out of {@code
 * priorities}.
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
}
