package dev.stint.application.engine.claim;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.Backoff;
import dev.stint.application.engine.base.Interrupts;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Claims as many tasks as will start soon, never more. One thread. */
public final class Fetcher {

  /** The number of polls after which it looks for itself, in case the upkeep is held up. */
  private static final int UNWATCHED_POLLS = 3;

  private final Claims claims;
  private final ClaimableLines lines;
  private final ClaimAhead ahead;
  private final Admission admission;
  private final Intake intake;
  private final FetchSignals signals;
  private final ReadyLines ready;
  private final ClaimLimits limits;
  private final Outstanding outstanding;
  private final WorkerStop stop;
  private final Config config;
  private final LoopErrors errors;
  private final SetApartLog setApart = new SetApartLog();
  private final Thread thread;
  private Backoff backoff = new Backoff();
  private boolean foundNothing;

  public Fetcher(
      ClaimParts parts,
      ReadyLines ready,
      ClaimLimits limits,
      Outstanding outstanding,
      Config config,
      LoopParts loop) {
    this.claims = parts.claims();
    this.lines = parts.lines();
    this.ahead = parts.ahead();
    this.admission = parts.admission();
    this.intake = parts.intake();
    this.signals = parts.signals();
    this.ready = ready;
    this.limits = limits;
    this.outstanding = outstanding;
    this.config = config;
    this.stop = loop.stop();
    this.errors = loop.errors();
    this.thread = loop.threads().vital("stint-fetch", this::work);
  }

  public void start() {
    thread.start();
  }

  /** Waits until the claim under way, if any, was answered and handed on. */
  public void ended(Duration atMost) {
    WorkerThreads.join(thread, atMost);
  }

  private void work() {
    signals.bind();
    while (!stop.stopping()) {
      try {
        if (!turn()) {
          await();
        }
      } catch (Throwable e) {
        signals.full(true);
        errors.failed("claim", e);
        backoff.pause();
      }
    }
  }

  /** Claims once if it may; answers whether there may be more. */
  public boolean turn() {
    int room = ahead.room();
    return admission.claims() && room > 0 && fetch(room);
  }

  private boolean fetch(int room) {
    boolean emptyHanded = outstanding.none();
    ready.claimBegins();
    List<LineLimit> named = limits.of(lines.read(foundNothing || !signals.full()), room);
    foundNothing = named.isEmpty();
    if (named.isEmpty()) {
      signals.full(false);
      return dryOrMore(emptyHanded);
    }
    boolean onlyForReserved = ahead.onlyForReserved();
    int suspects = ahead.suspects(onlyForReserved);
    List<Lane> lanes = onlyForReserved ? List.of(Lane.INTERACTIVE) : List.of(Lane.values());
    ClaimId id = claims.next();
    Optional<Claimed> claimed =
        claims.claim(
            new ClaimRequest(
                id, named, lanes, room, suspects, Claims.MAX_BYTES, config.priorities()));
    if (claimed.isEmpty()) {
      signals.full(true);
      intake.received(claims.askAgain(id, stop::stopping), id.worker());
      backoff.pause();
      return true;
    }
    backoff = new Backoff();
    lines.looked();
    List<Claim> tasks = claimed.get().tasks();
    signals.interactiveWaiting(claimed.get().interactiveWaiting());
    intake.received(tasks, id.worker());
    boolean askedForAll = suspects > 0 && lanes.size() > 1;
    setApart.tell(claimed.get().apart());
    foundNothing = tasks.isEmpty() && claimed.get().apart().isEmpty();
    boolean filled = tasks.size() + claimed.get().apart().size() >= room;
    if (!onlyForReserved) {
      signals.full(filled);
    }
    return dryOrMore(emptyHanded && foundNothing && askedForAll) || filled;
  }

  /** Notes whether there is nothing left; answers whether a hint says otherwise. */
  private boolean dryOrMore(boolean foundNone) {
    signals.dry(foundNone && !limits.withheld());
    if (ready.hinted() || ready.old()) {
      signals.dry(false);
    }
    return ready.old();
  }

  /** How long it rests if nobody wakes it; longer while the upkeep looks for it at each poll. */
  public long rest() {
    long poll = Math.min(config.poll().toNanos(), Long.MAX_VALUE / UNWATCHED_POLLS);
    return signals.watched() ? poll * UNWATCHED_POLLS : poll;
  }

  private void await() {
    signals.parked(true);
    boolean limitedLow = !foundNothing && limits.low();
    boolean claims = admission.claims() && ahead.room() > 0;
    boolean full = signals.full() && !ahead.onlyForReserved();
    boolean more = claims && (ready.hinted() || ready.old() || full);
    if (!stop.stopping() && !more && !limitedLow) {
      Interrupts.park(this, rest());
    }
    signals.parked(false);
  }
}
