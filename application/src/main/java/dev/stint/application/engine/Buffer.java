package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.domain.Lane;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tasks claimed and not yet begun, INTERACTIVE ones first. Thread-safe. */
final class Buffer {

  private final Queue<Claim> interactive = new ConcurrentLinkedQueue<>();
  private final Queue<Claim> background = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  void add(Collection<Claim> claims) {
    for (Claim claim : claims) {
      (claim.spec().lane() == Lane.INTERACTIVE ? interactive : background).add(claim);
    }
    size.addAndGet(claims.size());
  }

  /** The next task, or null; a reserved slot takes INTERACTIVE ones only. */
  @Nullable Claim poll(boolean reserved) {
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

  int size() {
    return size.get();
  }

  boolean hasInteractive() {
    return !interactive.isEmpty();
  }

  List<Claim> drain() {
    List<Claim> left = new ArrayList<>();
    for (Claim claim = poll(false); claim != null; claim = poll(false)) {
      left.add(claim);
    }
    return left;
  }
}
