package dev.stint.application.engine.claim;

import dev.stint.application.spi.Claim;
import dev.stint.domain.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tasks claimed and not yet begun: INTERACTIVE ones first, suspects before others. Thread-safe. */
public final class Buffer {

  private final Deque<Claim> interactive = new ConcurrentLinkedDeque<>();
  private final Deque<Claim> background = new ConcurrentLinkedDeque<>();
  private final AtomicInteger size = new AtomicInteger();

  public void add(Collection<Claim> claims) {
    for (Claim claim : claims) {
      Deque<Claim> lane = claim.spec().lane() == Lane.INTERACTIVE ? interactive : background;
      if (claim.run().suspect()) {
        lane.addFirst(claim);
      } else {
        lane.addLast(claim);
      }
    }
    size.addAndGet(claims.size());
  }

  /** The next task, or null; a reserved slot takes INTERACTIVE ones only. */
  public @Nullable Claim poll(boolean reserved) {
    Claim claim = interactive.poll();
    if (claim == null && !reserved) {
      claim = background.poll();
    }
    if (claim != null) {
      size.decrementAndGet();
    }
    return claim;
  }

  /** Whether there is something for a slot of this kind. */
  boolean holds(boolean reserved) {
    return reserved ? !interactive.isEmpty() : size.get() > 0;
  }

  public int size() {
    return size.get();
  }

  public boolean hasInteractive() {
    return !interactive.isEmpty();
  }

  public List<Claim> drain() {
    List<Claim> left = new ArrayList<>();
    for (Claim claim = poll(false); claim != null; claim = poll(false)) {
      left.add(claim);
    }
    return left;
  }
}
