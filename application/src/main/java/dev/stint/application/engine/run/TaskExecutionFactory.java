package dev.stint.application.engine.run;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.TaskEnd;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.claim.ClaimReturns;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes stints of claims, or sees to claims that no stint can be made of. Thread-safe. */
public final class TaskExecutionFactory {

  private final ExecutionParts parts;
  private final Registry registry;
  private final Deadlines deadlines;
  private final Coalescer coalescer;
  private final Callbacks callbacks;
  private final UnreadableClaims unreadable;
  private final ClaimReturns returns;

  public TaskExecutionFactory(
      ExecutionParts parts,
      Registry registry,
      Deadlines deadlines,
      Coalescer coalescer,
      Callbacks callbacks,
      UnreadableClaims unreadable,
      ClaimReturns returns) {
    this.parts = parts;
    this.registry = registry;
    this.deadlines = deadlines;
    this.coalescer = coalescer;
    this.callbacks = callbacks;
    this.unreadable = unreadable;
    this.returns = returns;
  }

  /**
   * Makes a stint of the claim; hands it back if its window closed meanwhile or no time is left,
   * settles it BLOCKED if this build cannot read it, and fails an attempt if all else fails.
   */
  public Optional<TaskExecution> of(Claim claim, Duration budget) {
    if (!registry.open(claim.spec().line().type(), parts.clock())) {
      returns.handBack(List.of(claim));
      return Optional.empty();
    }
    try {
      return made(claim, budget);
    } catch (ArgumentCodec.UnreadableException e) {
      unreadable.park(claim, StepPolicy.claimed(claim.run()), e);
    } catch (Throwable e) {
      if (e instanceof StoreException away && (away.isTransient() || away.isDenied())) {
        unreadable.handBack(claim, away);
      } else {
        parts.settlements().undone(claim, e);
      }
    }
    return Optional.empty();
  }

  private Optional<TaskExecution> made(Claim claim, Duration budget) {
    Run run = StepPolicy.claimed(claim.run());
    Registry.Route route = registry.route(claim.spec());
    Object arguments = route.definition().arguments(claim.spec(), parts.codec().codec());
    long deadline = deadlines.of(route, budget);
    if (handedBackLate(claim, deadline)) {
      return Optional.empty();
    }
    if (WaitChecks.mayWait(run, route)) {
      WaitChecks.WaitCheck look = looked(claim, run, route);
      if (look.end().isPresent()) {
        parts.settlements().settle(claim, claim.key().next(), look.end().get());
        return Optional.empty();
      }
      run = look.run();
    }
    if (WaitChecks.fresh(run) && route.options().absorbs().isPresent()) {
      asked(() -> absorbed(claim, route));
    }
    Optional<TaskEnd> ended = Optional.empty();
    if (route.options().callback().isPresent()) {
      ended = asked(() -> callbacks.end(claim, route.options()));
    }
    if (handedBackLate(claim, deadline)) {
      return Optional.empty();
    }
    ExecutionContext context = new ExecutionContext(parts, claim, run, route, deadline, ended);
    return Optional.of(new TaskExecution(parts, route, context, arguments));
  }

  /** What the store is asked before a stint begins may have to wait for the store. */
  private boolean handedBackLate(Claim claim, long deadline) {
    boolean late = deadline - parts.clock().nanos() <= 0;
    if (late) {
      returns.handBack(List.of(claim));
    }
    return late;
  }

  /** Handed back at once, a claim would come again at once. */
  private <T> T asked(Supplier<T> call) {
    return parts.writes().untilAnswered(call);
  }

  private WaitChecks.WaitCheck looked(Claim claim, Run run, Registry.Route route) {
    return asked(() -> parts.waits().before(claim, run, route, parts.clock().now()));
  }

  private boolean absorbed(Claim claim, Registry.Route route) {
    coalescer.absorb(claim, route.options());
    return true;
  }
}
