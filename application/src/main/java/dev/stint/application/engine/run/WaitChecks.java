package dev.stint.application.engine.run;

import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.extend.AccessPolicy;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore.Registered;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.domain.Bounds;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Await.Verdict;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Waiting;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.task.TaskMessage;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether what a task waits for came, and lets it wait on if not: registered on its target
 * first, then settled BLOCKED, so that a target that ends in between owes it a wake. Thread-safe.
 */
public final class WaitChecks {

  static final Duration PATIENCE = Duration.ofHours(24);
  private static final int LONGEST_CHAIN = 100;
  private static final int TRIES = 20;

  private final Stores stores;
  private final VisibleReferences sight;

  public WaitChecks(Stores stores, AccessPolicy policy) {
    this.stores = stores;
    this.sight = new VisibleReferences(stores.queries(), policy);
  }

  /** How a look ended: the run to go on with, or the end of the stint. */
  record WaitCheck(Run run, Optional<Outcome> end) {}

  /** Whether the task waits for anything, or its request said that it is to. */
  static boolean mayWait(Run run, Registry.Route route) {
    return run.blocked().isPresent() || !route.options().after().isEmpty();
  }

  /** Before a stint begins: a wait under way, then what the request said must have come. */
  WaitCheck before(Claim claim, Run run, Registry.Route route, Instant now) {
    if (fresh(run) && !route.options().after().isEmpty()) {
      return first(claim, Waiting.waited(run), route, now);
    }
    Run free = run;
    Optional<Block> wait = run.blocked().filter(b -> b.reason() == BlockReason.TASK);
    if (wait.isPresent()) {
      WaitCheck look = goOn(claim, run, wait.get(), route, now);
      if (look.end().isPresent()) {
        return look;
      }
      free = look.run();
    }
    return new WaitCheck(free, Optional.empty());
  }

  /** Whether nothing of the task was done yet, as far as is known. */
  static boolean fresh(Run run) {
    return run.action() == 0
        && run.entry() == Entry.START
        && run.attempt() == 0
        && run.cursor().isNone();
  }

  private WaitCheck goOn(Claim claim, Run run, Block block, Registry.Route route, Instant now) {
    Await await = block.await().orElseThrow();
    Run free = Waiting.waited(run);
    return switch (look(claim, await, route)) {
      case CAME -> new WaitCheck(free, Optional.empty());
      case NEVER -> new WaitCheck(free, Optional.of(impossible(route, free, await)));
      case NOT_YET ->
          now.isBefore(block.until().orElseThrow())
              ? new WaitCheck(free, Optional.of(Waiting.waitOn(run, block)))
              : new WaitCheck(free, Optional.of(late(route, free, await)));
    };
  }

  private WaitCheck first(Claim claim, Run run, Registry.Route route, Instant now) {
    RequestOptions options = route.options();
    Instant until = Bounds.after(claim.requested(), options.patience().orElse(PATIENCE));
    for (Await await : options.after()) {
      Verdict verdict = look(claim, await, route);
      if (verdict == Verdict.NEVER && !calledBack(options, await)) {
        return new WaitCheck(run, Optional.of(impossible(route, run, await)));
      }
      if (verdict == Verdict.NOT_YET) {
        Outcome end =
            now.isBefore(until)
                ? Waiting.waitBefore(run, claim.run().status(), Block.on(await, until))
                : route.journey().giveUp(run, timeout(await));
        return new WaitCheck(run, Optional.of(end));
      }
    }
    return new WaitCheck(run, Optional.empty());
  }

  /** A callback of a task that is gone runs all the same. */
  private boolean calledBack(RequestOptions options, Await await) {
    return Callbacks.isCallbackOf(options, await.task())
        && stores.runs().standing(await.task()).isEmpty();
  }

  /** An action asked to wait: what becomes of its stint. */
  Outcome asked(Claim claim, Run run, Registry.Route route, Wish wish) {
    Await await = wish.await();
    return switch (look(claim, await, route)) {
      case CAME -> route.journey().yield(run, wish.cursor());
      case NEVER -> impossible(route, run, await);
      case NOT_YET -> route.journey().block(run, wish.cursor(), Block.on(await, wish.until()));
    };
  }

  /** What an action wants to wait for, where it goes on, and until when. */
  public record Wish(Await await, Payload cursor, Instant until) {}

  /**
   * Registers unless the wait is over already; a circle of waits is refused as one that is void.
   */
  private Verdict look(Claim claim, Await await, Registry.Route route) {
    TaskId me = claim.key().task();
    Verdict now = verdict(await, route.options());
    if (now != Verdict.NOT_YET) {
      return now;
    }
    if (circle(claim, await, route)) {
      return Verdict.NEVER;
    }
    Wait wait = new Wait(await.task(), me, claim.key().fence());
    Verdict then = registered(wait, await, route);
    if (then != Verdict.NOT_YET) {
      stores.waits().clear(List.of(wait));
    }
    return then;
  }

  /**
   * Registers, then looks. A target that was over at the registration and is live at the look was
   * restarted in between and knows of no waiter: it is registered on once more.
   */
  private Verdict registered(Wait wait, Await await, Registry.Route route) {
    for (int i = 0; i < TRIES; i++) {
      Registered answer = stores.waits().register(List.of(wait)).get(0);
      Verdict verdict = verdict(await, route.options());
      if (answer == Registered.WAITING || verdict != Verdict.NOT_YET) {
        return verdict;
      }
    }
    throw new StoreException(
        StoreException.Kind.TRANSIENT,
        "task " + wait.target() + " keeps ending and beginning again");
  }

  /**
   * Whether it came, may come or cannot come, by what the store says now. What the task may not see
   * is not there for it.
   *
   * @param options of the task that waits
   */
  public Verdict verdict(Await await, RequestOptions options) {
    if (!sight.reaches(options, await.task())) {
      return await.verdict(Optional.empty(), false);
    }
    Optional<VersionedTask> target = stores.runs().standing(await.task());
    boolean reached =
        await.milestone().isPresent() && reached(await.task(), await.milestone().get());
    return await.verdict(target.map(s -> s.run().status()), reached);
  }

  private boolean reached(TaskId target, String milestone) {
    return stores.queries().messages(target).stream()
        .map(TaskMessage::message)
        .anyMatch(m -> m.level() == Message.Level.MILESTONE && m.text().equals(milestone));
  }

  /** Whether the target, through what it waits for itself, waits for this task. */
  private boolean circle(Claim claim, Await await, Registry.Route route) {
    TaskId me = claim.key().task();
    Optional<TaskId> next = Optional.of(await.task());
    for (int i = 0; i < LONGEST_CHAIN && next.isPresent(); i++) {
      if (next.get().equals(me)) {
        return true;
      }
      Optional<VersionedTask> at = stores.runs().standing(next.get());
      if (at.filter(s -> behindMe(claim, s, route)).isPresent()) {
        return true;
      }
      next = at.flatMap(s -> s.run().blocked()).flatMap(Block::await).map(Await::task);
    }
    return false;
  }

  /** What stands behind this task in its own serial key cannot end before it. */
  private static boolean behindMe(Claim claim, VersionedTask target, Registry.Route route) {
    return route.definition().head() == HeadPolicy.HOLD
        && claim.spec().serialKey().isPresent()
        && claim.spec().serialKey().equals(target.spec().serialKey())
        && !target.run().status().finished();
  }

  private static Outcome impossible(Registry.Route route, Run run, Await await) {
    String words = "it cannot go on: " + await.words() + " cannot come any more";
    return route.journey().giveUp(run, Failure.permanent("wait-void", words));
  }

  private static Outcome late(Registry.Route route, Run run, Await await) {
    return fresh(run)
        ? route.journey().giveUp(run, timeout(await))
        : route.journey().fail(run, timeout(await));
  }

  private static Failure timeout(Await await) {
    return Failure.temporary("wait-timeout", "waited too long for " + await.words());
  }
}
