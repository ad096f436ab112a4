package dev.stint.application.engine;

import dev.stint.application.api.TaskEnd;
import dev.stint.application.spi.ArgumentCodec;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.life.Journey;
import dev.stint.domain.life.Run;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes stints of claims, or sees to claims that no stint can be made of. Thread-safe. */
final class StintMaker {

  private final Crew crew;

  StintMaker(Crew crew) {
    this.crew = crew;
  }

  /**
   * Makes a stint of the claim; hands it back if its window closed meanwhile or no time is left,
   * settles it BLOCKED if this build cannot read it, and fails an attempt if all else fails.
   */
  Optional<Stint> of(Claim claim, Duration budget) {
    if (!crew.parts().registry().open(claim.spec().line().type(), crew.clock().now())) {
      crew.intake().handBack(List.of(claim));
      return Optional.empty();
    }
    try {
      return made(claim, budget);
    } catch (ArgumentCodec.UnreadableException e) {
      crew.parked().park(claim, Journey.claimed(claim.run()), e);
    } catch (Throwable e) {
      if (e instanceof StoreException away && away.isTransient()) {
        crew.failed("wait", away);
        crew.intake().handBack(List.of(claim));
      } else {
        crew.writes().undone(claim, e);
      }
    }
    return Optional.empty();
  }

  private Callbacks callbacks() {
    EngineParts parts = crew.parts();
    Sight sight = new Sight(parts.stores().queries(), parts.around().access());
    return new Callbacks(parts.stores(), parts.codec(), sight);
  }

  private Optional<Stint> made(Claim claim, Duration budget) {
    Run run = Journey.claimed(claim.run());
    Registry.Route route = crew.route(claim);
    Object arguments = route.definition().arguments(claim.spec(), crew.parts().codec());
    long deadline = crew.deadline(route, budget);
    if (deadline - crew.clock().nanos() <= 0) {
      crew.intake().handBack(List.of(claim));
      return Optional.empty();
    }
    WaitRoom.Look look = crew.waitRoom().before(claim, run, route, crew.clock().now());
    if (look.end().isPresent()) {
      crew.writes().settle(claim, claim.key().next(), look.end().get());
      return Optional.empty();
    }
    if (WaitRoom.fresh(look.run())) {
      crew.absorber().absorb(claim, route.options());
    }
    Optional<TaskEnd> ended = callbacks().end(claim, route.options());
    StintContext context =
        new StintContext(crew, claim, look.run(), route.simulate(), deadline, ended);
    return Optional.of(new Stint(crew, route, context, arguments));
  }
}
