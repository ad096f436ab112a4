package dev.stint.application.engine.claim;

import dev.stint.application.engine.base.Lease;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.base.ThreadSignal;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How many tasks of each line a claim may take, as the permits of its limits say. One thread. */
public final class ClaimLimits {

  private final Permits permits;
  private final RunTimeAverage pace;
  private final Lease lease;
  private final StoreClock clock;
  private final SlotStates slots;
  private final FetchSignals signals;
  private final ThreadSignal maintenance;
  private final Set<Line> limitedLines = new HashSet<>();
  private boolean withheld;

  /**
   * @param chores woken while work waits for permits that others hold
   */
  public ClaimLimits(
      Permits permits,
      RunTimeAverage pace,
      Lease lease,
      StoreClock clock,
      SlotStates slots,
      FetchSignals signals,
      ThreadSignal maintenance) {
    this.permits = permits;
    this.pace = pace;
    this.lease = lease;
    this.clock = clock;
    this.slots = slots;
    this.signals = signals;
    this.maintenance = maintenance;
  }

  /** The lines that may be claimed from, each with the most to take. */
  List<LineLimit> of(Stream<Line> lines, int room) {
    signals.limited(false);
    limitedLines.clear();
    withheld = false;
    List<LineLimit> named =
        lines
            .map(line -> new LineLimit(line, permitted(line, room)))
            .filter(limit -> limit.limit() > 0)
            .toList();
    tellOfPermits();
    return named;
  }

  private int permitted(Line line, int room) {
    int permitted = permits.room(line, room, pace, lease.worker(), clock.nanos());
    if (permitted < room) {
      limitedLines.add(line);
      signals.limited(true);
      withheld |= permitted == 0;
    }
    return permitted;
  }

  /** Those aside may start; and who looks for more permits may have to look sooner. */
  private void tellOfPermits() {
    if (permits.grew()) {
      slots.wake(permits.waiting());
    }
    if (!limitedLines.isEmpty() && permits.hungry()) {
      maintenance.wake();
    }
  }

  /** Whether a line that had ready tasks was left out, for others hold the permits they need. */
  boolean withheld() {
    return withheld;
  }

  /** Whether few tasks claimed ahead are left of a line that gave less than there was room for. */
  boolean low() {
    return limitedLines.stream().anyMatch(permits::low);
  }
}
