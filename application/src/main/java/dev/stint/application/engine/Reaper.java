package dev.stint.application.engine;

import dev.stint.application.spi.ArgumentCodec;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.Lost;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WriteKey;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Journey;
import dev.stint.domain.life.Outcome;
import java.util.List;
import java.util.Optional;

/** Declares workers lost and settles what they held. Safe to run anywhere, any number of times. */
final class Reaper {

  private static final int BATCH = 200;

  private final Crew crew;
  private long claims;

  Reaper(Crew crew) {
    this.crew = crew;
  }

  /** Answers how many tasks it took over and settled. */
  int reap() {
    Stores stores = crew.parts().stores();
    int reaped = 0;
    for (Lost lost : stores.workers().lose()) {
      List<Claim> taken;
      do {
        // Negative numbers: the fetcher of the same worker counts upwards.
        ClaimId id = new ClaimId(crew.lease().worker(), --claims);
        taken = stores.workers().takeOver(id, lost, BATCH);
        settle(taken, lost);
        reaped += taken.size();
      } while (taken.size() == BATCH);
    }
    return reaped;
  }

  private void settle(List<Claim> taken, Lost lost) {
    crew.hand().took(taken);
    for (Claim claim : taken) {
      if (!Guard.run("settling the lost task " + claim.key().task(), () -> settle(claim, lost))) {
        crew.drop(claim);
      }
    }
  }

  private void settle(Claim claim, Lost lost) {
    Failure failure = Failure.temporary("crash", "its worker " + lost.worker() + " was lost");
    WriteKey key = claim.key().next();
    Outcome outcome = journey(claim).crashed(claim.run(), failure);
    TaskLog.failed(claim.spec(), outcome, failure, Optional.empty());
    crew.writes().settle(claim, key, outcome);
  }

  /** What this build does not know it does not give up either. */
  private Journey journey(Claim claim) {
    try {
      return crew.route(claim).journey();
    } catch (ArgumentCodec.UnreadableException e) {
      return Journey.endless(claim.run().action() + 1, crew.parts().random());
    }
  }
}
