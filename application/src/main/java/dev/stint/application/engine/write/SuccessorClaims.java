package dev.stint.application.engine.write;

import dev.stint.application.api.Config;
import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.engine.claim.Admission;
import dev.stint.application.engine.claim.ClaimAhead;
import dev.stint.application.engine.claim.ClaimParts;
import dev.stint.application.engine.claim.ClaimableLines;
import dev.stint.application.engine.claim.Claims;
import dev.stint.application.engine.claim.FetchSignals;
import dev.stint.application.engine.claim.Intake;
import dev.stint.application.engine.claim.LoopParts;
import dev.stint.application.engine.claim.WorkerStop;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Settles, and takes along the next tasks of the serial keys that are freed by it, as many as will
 * start soon: in one write what is two for those that are claimed later. Each thread that settles
 * has its own, so that it asks for what it took only when its own repeat was answered.
 */
public final class SuccessorClaims {

  private final RunStore runs;
  private final Config config;
  private final Claims claims;
  private final ClaimAhead ahead;
  private final ClaimableLines lines;
  private final Admission admission;
  private final Intake intake;
  private final FetchSignals fetcher;
  private final WorkerStop stop;
  private final LoopErrors errors;

  /** Claims whose answer was lost. */
  private final Queue<ClaimId> doubtful = new ArrayDeque<>();

  public SuccessorClaims(RunStore runs, Config config, ClaimParts parts, LoopParts loop) {
    this.runs = runs;
    this.config = config;
    this.claims = parts.claims();
    this.ahead = parts.ahead();
    this.lines = parts.lines();
    this.admission = parts.admission();
    this.intake = parts.intake();
    this.fetcher = parts.signals();
    this.stop = loop.stop();
    this.errors = loop.errors();
  }

  public List<WriteResult> settle(List<QueuedSettlement> batch) {
    List<Settlement> settlements = new ArrayList<>(batch.size());
    int keyed = 0;
    for (QueuedSettlement ended : batch) {
      settlements.add(ended.settlement());
      keyed += ended.claim().spec().serialKey().isPresent() ? 1 : 0;
    }
    if (keyed == 0) {
      return runs.settle(settlements);
    }
    ClaimRequest request = request(batch, keyed);
    Settled settled = request.limit() > 0 ? taking(settlements, request) : plainly(settlements);
    intake.received(settled.successors(), request.id().worker());
    askAgain();
    // A repeat frees no key: what became ready the first time nobody was told.
    if (settled.others() || settled.landings().contains(WriteResult.APPLIED_BEFORE)) {
      fetcher.hint();
    }
    return settled.landings();
  }

  private Settled plainly(List<Settlement> settlements) {
    return new Settled(runs.settle(settlements), List.of(), true);
  }

  /** A permanent refusal may be due to the claimed successor: tried once more without one. */
  private Settled taking(List<Settlement> settlements, ClaimRequest request) {
    try {
      return runs.settle(settlements, request);
    } catch (StoreException e) {
      doubtful.add(request.id());
      if (e.isTransient() || e.isDenied()) {
        throw e;
      }
      errors.failed("settle", e);
      return plainly(settlements);
    }
  }

  private ClaimRequest request(List<QueuedSettlement> batch, int keyed) {
    int room = Math.min(keyed, room());
    List<LineLimit> named = room > 0 ? lines(batch, room) : List.of();
    boolean any = named.stream().anyMatch(l -> l.limit() > 0);
    return new ClaimRequest(
        claims.next(), named, List.of(Lane.values()), any ? room : 0, 0, Claims.MAX_BYTES);
  }

  /**
   * How many more tasks may be claimed ahead: on the heels of a claim only, for a line that had no
   * ready task may have one by now.
   */
  private int room() {
    boolean takes = lines.justLooked() && !stop.stopping() && admission.claims();
    return config.priorities().isAll() && takes ? ahead.withSettlement() : 0;
  }

  /** Those of the batch, and those that may have a task that comes first. */
  private List<LineLimit> lines(List<QueuedSettlement> batch, int room) {
    Set<Line> all = new LinkedHashSet<>(lines.known());
    batch.forEach(e -> all.add(e.claim().spec().line()));
    try {
      return all.stream()
          .filter(lines::claims)
          // What starts with a permit only waits for the fetcher.
          .map(line -> new LineLimit(line, lines.limited(line) ? 0 : room))
          .toList();
    } catch (RuntimeException e) {
      errors.failed("claim", e);
      return List.of();
    }
  }

  /** Receives what claims whose answer was lost took. */
  private void askAgain() {
    while (!doubtful.isEmpty() && !stop.closed()) {
      ClaimId id = doubtful.element();
      intake.received(claims.askAgain(id, stop::closed), id.worker());
      doubtful.remove();
    }
  }
}
