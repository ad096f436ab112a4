package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.StoreException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** The claims of a worker: each has a number, by which one whose answer was lost is asked after. */
final class Claims {

  private final Crew crew;
  private final AtomicLong numbers = new AtomicLong();

  Claims(Crew crew) {
    this.crew = crew;
  }

  ClaimId next() {
    return new ClaimId(crew.lease().worker(), numbers.incrementAndGet());
  }

  /** Claims; empty if the answer was lost, which says nothing about what is ready. */
  Optional<Claimed> claim(ClaimRequest request) {
    try {
      return Optional.of(crew.parts().stores().runs().claim(request));
    } catch (StoreException e) {
      crew.failed("claim", e);
      return Optional.empty();
    }
  }

  /** What the claim whose answer was lost took; nothing if {@code stop} comes first. */
  List<Claim> askAgain(ClaimId id, BooleanSupplier stop) {
    Pauses between = new Pauses();
    while (true) {
      try {
        return crew.parts().stores().runs().claimed(id);
      } catch (StoreException e) {
        crew.failed("claimed", e);
        if (stop.getAsBoolean()) {
          return List.of();
        }
        between.pause();
      }
    }
  }
}
