package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Settlement;
import dev.stint.domain.life.Run;

/**
 * A task that this worker is done with, on its way to the store.
 *
 * @param before where it stood when its stint ended
 */
record Ended(Claim claim, Run before, Settlement settlement) {}
