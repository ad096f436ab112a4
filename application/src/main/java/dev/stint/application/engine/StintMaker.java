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

  private final ExecutionParts parts;
  private final Registry registry;
  private final Deadlines deadlines;
  private final Absorber absorber;
  private final Callbacks callbacks;
  private final UnreadableClaims unreadable;
  private final ClaimReturns returns;
  private final LoopErrors errors;

  StintMaker(
      ExecutionParts parts,
      Registry registry,
      Deadlines deadlines,
      Absorber absorber,
      Callbacks callbacks,
      UnreadableClaims unreadable,
      ClaimReturns returns,
      LoopErrors errors) {
    this.parts = parts;
    this.registry = registry;
    this.deadlines = deadlines;
    this.absorber = absorber;
    this.callbacks = callbacks;
    this.unreadable = unreadable;
    this.returns = returns;
    this.errors = errors;
  }

  /**
   * Makes a stint of the claim; hands it back if its window closed meanwhile or no time is left,
   * settles it BLOCKED if this build cannot read it, and fails an attempt if all else fails.
   */
  Optional<Stint> of(Claim claim, Duration budget) {
    if (!registry.open(claim.spec().line().type(), parts.clock().now())) {
      returns.handBack(List.of(claim));
      return Optional.empty();
    }
    try {
      return made(claim, budget);
    } catch (ArgumentCodec.UnreadableException e) {
      unreadable.park(claim, Journey.claimed(claim.run()), e);
    } catch (Throwable e) {
      if (e instanceof StoreException away && away.isTransient()) {
        errors.failed("wait", away);
        returns.handBack(List.of(claim));
      } else {
        parts.settlements().undone(claim, e);
      }
    }
    return Optional.empty();
  }

  private Optional<Stint> made(Claim claim, Duration budget) {
    Run run = Journey.claimed(claim.run());
    Registry.Route route = registry.route(claim.spec());
    Object arguments = route.definition().arguments(claim.spec(), parts.codec().codec());
    long deadline = deadlines.of(route, budget);
    if (deadline - parts.clock().nanos() <= 0) {
      returns.handBack(List.of(claim));
      return Optional.empty();
    }
    WaitRoom.Look look = parts.waits().before(claim, run, route, parts.clock().now());
    if (look.end().isPresent()) {
      parts.settlements().settle(claim, claim.key().next(), look.end().get());
      return Optional.empty();
    }
    if (WaitRoom.fresh(look.run())) {
      absorber.absorb(claim, route.options());
    }
    Optional<TaskEnd> ended = callbacks.end(claim, route.options());
    StintContext context = new StintContext(parts, claim, look.run(), route, deadline, ended);
    return Optional.of(new Stint(parts, route, context, arguments));
  }
}
