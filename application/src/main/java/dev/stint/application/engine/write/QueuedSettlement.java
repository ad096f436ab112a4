package dev.stint.application.engine.write;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.RequestSeries;
import dev.stint.domain.life.Run;
import java.util.Optional;

/**
 * A task that this worker is done with, on its way to the store.
 *
 * @param before where it stood when its stint ended
 * @param stored where the store has it until this lands
 * @param bare whether it says no more than that the store refused what the stint came to
 * @param requested the tasks that the stint requested, if its next attempt would request them, too
 */
public record QueuedSettlement(
    Claim claim,
    Run before,
    Run stored,
    Settlement settlement,
    boolean bare,
    Optional<RequestSeries> requested) {

  public QueuedSettlement(Claim claim, Run before, Settlement settlement) {
    this(claim, before, before, settlement, false, Optional.empty());
  }

  /** The same task with another end, which it has for the store refused the one it came to. */
  QueuedSettlement refused(Outcome outcome) {
    Settlement in = settlement;
    Outcome noted = requested.map(outcome::requesting).orElse(outcome);
    Settlement barely =
        new Settlement(in.key(), noted, Notes.NONE, in.keep(), in.ran(), in.head(), in.history());
    return new QueuedSettlement(claim, stored, stored, barely, true, requested);
  }
}
