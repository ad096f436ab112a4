package dev.stint.application.engine.action;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.spi.Claim;
import dev.stint.domain.life.StepPolicy;
import java.util.random.RandomGenerator;

/** How tasks go on that somebody else ran, whether this build knows them or not. */
public record StepPolicies(Registry registry, RandomGenerator random) {

  /** What this build does not know it does not give up either. */
  public StepPolicy of(Claim claim) {
    try {
      return registry.route(claim.spec()).journey();
    } catch (ArgumentCodec.UnreadableException e) {
      return StepPolicy.endless(claim.run().action() + 1, random);
    }
  }
}
