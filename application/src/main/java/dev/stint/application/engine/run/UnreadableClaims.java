package dev.stint.application.engine.run;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.StoreClock;
import dev.stint.application.engine.claim.ClaimReturns;
import dev.stint.application.engine.write.Settlements;
import dev.stint.application.registers.UnreadableRegister;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Waiting;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sets tasks apart that were claimed and that this build cannot read. Thread-safe. */
public final class UnreadableClaims {

  private final UnreadableRegister book;
  private final StoreClock clock;
  private final Settlements settlements;
  private final ClaimReturns returns;
  private final LoopErrors errors;
  private final Map<TaskTypeName, Long> noted = new ConcurrentHashMap<>();

  public UnreadableClaims(
      UnreadableRegister book,
      StoreClock clock,
      Settlements settlements,
      ClaimReturns returns,
      LoopErrors errors) {
    this.book = book;
    this.clock = clock;
    this.settlements = settlements;
    this.returns = returns;
    this.errors = errors;
  }

  /** Ends a claim that no stint of this build can be made of. */
  void park(Claim claim, Run run, ArgumentCodec.UnreadableException e) {
    try {
      note(claim.spec().line().type());
    } catch (StoreException away) {
      errors.failed("park", away);
      returns.handBack(List.of(claim));
      return;
    }
    Failure why = Failure.permanent("unreadable", String.valueOf(e.getMessage()));
    settlements.settle(
        claim, claim.key().next(), Waiting.unreadable(run, claim.run().status(), why));
  }

  /** Hands a claim back whose stint could not be made, the store being away. */
  void handBack(Claim claim, StoreException away) {
    errors.failed("wait", away);
    returns.handBack(List.of(claim));
  }

  private void note(TaskTypeName type) {
    long now = clock.nanos();
    Long last = noted.get(type);
    if (last == null || now - last >= UnreadableRegister.FRESH.toNanos()) {
      book.note(type, clock.now());
      noted.put(type, now);
    }
  }
}
