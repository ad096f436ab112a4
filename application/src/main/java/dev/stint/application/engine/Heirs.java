package dev.stint.application.engine;

import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Landing;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settled;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;

/**
 * Settles, and takes along the next tasks of the serial keys that are freed by it, as many as will
 * start soon: in one write what is two for those that are claimed later. Each thread that settles
 * has its own, so that it asks for what it took only when its own repeat was answered.
 */
final class Heirs {

  private final Crew crew;

  /** Claims whose answer was lost. */
  private final Queue<ClaimId> doubtful = new ArrayDeque<>();

  Heirs(Crew crew) {
    this.crew = crew;
  }

  List<Landing> settle(List<Ended> batch) {
    List<Settlement> settlements = batch.stream().map(Ended::settlement).toList();
    long keyed = batch.stream().filter(e -> e.claim().spec().serialKey().isPresent()).count();
    if (keyed == 0) {
      return runs().settle(settlements);
    }
    ClaimRequest request = request(batch, (int) keyed);
    Settled settled = request.limit() > 0 ? taking(settlements, request) : plainly(settlements);
    crew.intake().received(settled.heirs(), request.id().worker());
    askAgain();
    // A repeat frees no key: what became ready the first time nobody was told.
    if (settled.others() || settled.landings().contains(Landing.APPLIED_BEFORE)) {
      crew.fetcher().hint();
    }
    return settled.landings();
  }

  private RunStore runs() {
    return crew.parts().stores().runs();
  }

  private Settled plainly(List<Settlement> settlements) {
    return new Settled(runs().settle(settlements), List.of(), true);
  }

  /** What the store refuses for good may be the heir's fault: then once more without any. */
  private Settled taking(List<Settlement> settlements, ClaimRequest request) {
    try {
      return runs().settle(settlements, request);
    } catch (StoreException e) {
      doubtful.add(request.id());
      if (e.isTransient()) {
        throw e;
      }
      crew.parts().observer().storeFailed("settle", false);
      return plainly(settlements);
    }
  }

  private ClaimRequest request(List<Ended> batch, int keyed) {
    int room = Math.min(keyed, room());
    List<LineLimit> lines = room > 0 ? lines(batch, room) : List.of();
    boolean any = lines.stream().anyMatch(l -> l.limit() > 0);
    ClaimId id = crew.fetcher().nextClaim();
    return new ClaimRequest(
        id, lines, List.of(Lane.values()), any ? room : 0, 0, Fetcher.MAX_BYTES);
  }

  /**
   * How many more tasks may be claimed ahead: of quick ones, which others could not run sooner; and
   * on the heels of a claim only, for a line that had no ready task may have one by now. Idle slots
   * do not count: somebody claims for them already.
   */
  private int room() {
    boolean takes = crew.fetcher().justLooked() && !crew.stopping() && crew.claims();
    boolean all = crew.parts().config().priorities().isAll();
    return all && takes && crew.pace().quick() && crew.hand().size() < Fetcher.LARGEST_HAND
        ? crew.pace().ahead() - crew.buffer().size()
        : 0;
  }

  /** Those of the batch, and those that may have a task that comes first. */
  private List<LineLimit> lines(List<Ended> batch, int room) {
    Set<Line> lines = new LinkedHashSet<>(crew.fetcher().lines());
    batch.forEach(e -> lines.add(e.claim().spec().line()));
    try {
      return lines.stream()
          .filter(crew.fetcher()::claims)
          .map(line -> new LineLimit(line, limited(line) ? 0 : room))
          .toList();
    } catch (RuntimeException e) {
      crew.failed("claim", e);
      return List.of();
    }
  }

  /** Whether its tasks start with a permit only, which waits for who claims. */
  private boolean limited(Line line) {
    return !crew.fetcher().gates().limits(line).isEmpty();
  }

  /** Receives what claims whose answer was lost took. */
  private void askAgain() {
    Pauses pauses = new Pauses();
    while (!doubtful.isEmpty() && !crew.closed()) {
      ClaimId id = doubtful.element();
      try {
        crew.intake().received(runs().claimed(id), id.worker());
        doubtful.remove();
      } catch (StoreException e) {
        crew.parts().observer().storeFailed("claimed", e.isTransient());
        pauses.pause();
      }
    }
  }
}
