package dev.stint.application.engine.write;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;

/**
 * A task that this worker is done with, on its way to the store.
 *
 * @param before where it stood when its stint ended
 * @param stored where the store has it until this lands
 * @param bare whether it says no more than that the store refused what the stint came to
 */
public record QueuedSettlement(
    Claim claim, Run before, Run stored, Settlement settlement, boolean bare) {

  public QueuedSettlement(Claim claim, Run before, Settlement settlement) {
    this(claim, before, before, settlement, false);
  }

  /** The same task with another end, which it has for the store refused the one it came to. */
  QueuedSettlement refused(Outcome outcome) {
    Settlement in = settlement;
    Settlement barely =
        new Settlement(in.key(), outcome, Notes.NONE, in.keep(), in.ran(), in.head(), in.history());
    return new QueuedSettlement(claim, stored, stored, barely, true);
  }
}
