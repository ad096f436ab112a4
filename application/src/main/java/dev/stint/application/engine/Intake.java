package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.domain.WorkerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was claimed, on its way to the slots, or back to the store. Thread-safe. */
final class Intake {

  private final Crew crew;
  private final Buffer buffer;

  Intake(Crew crew) {
    this.crew = crew;
    this.buffer = crew.buffer();
  }

  /** The next task for a slot, or null; one that is limited only with its crew.permits(). */
  @Nullable Claim next(boolean reserved) {
    Claim aside = crew.permits().next(reserved);
    if (aside != null) {
      if (crew.permits().low(aside.spec().line())) {
        crew.fetcher().limitedLow();
      }
      return aside;
    }
    for (Claim claim = buffer.poll(reserved); claim != null; claim = buffer.poll(reserved)) {
      if (crew.permits().starts(claim)) {
        return claim;
      }
    }
    return null;
  }

  /** What was claimed and not begun, taken from before the crew.slots(). */
  List<Claim> unstarted() {
    List<Claim> left = buffer.drain();
    left.addAll(crew.permits().drain());
    return left;
  }

  /** Puts what was claimed before the slots; hands it back if the right to it may be over. */
  void received(List<Claim> claimed, WorkerId by) {
    if (claimed.isEmpty()) {
      return;
    }
    crew.hand().took(claimed);
    if (crew.stopping()
        || crew.leaving().begun()
        || !crew.lease().good()
        || !by.equals(crew.lease().worker())) {
      handBack(claimed);
      return;
    }
    claimed.forEach(c -> crew.hand().heard(c.key().task(), c.signal()));
    buffer.add(claimed);
    crew.slots().wake(claimed.size());
  }

  /** Releases claims that nothing happened to; what does not land is for the reconciliation. */
  void handBack(List<Claim> unstarted) {
    for (int from = 0; from < unstarted.size(); from += Combiner.BATCH) {
      List<Claim> some = unstarted.subList(from, Math.min(unstarted.size(), from + Combiner.BATCH));
      try {
        crew.parts().stores().runs().release(some.stream().map(c -> c.key().next()).toList());
      } catch (RuntimeException e) {
        crew.failed("release", e);
      }
      some.forEach(c -> crew.hand().letGo(c.key()));
    }
  }

  /** Takes what nobody began from before the slots and hands it back. */
  void handBackUnstarted() {
    handBack(unstarted());
    crew.fetcher().hint();
  }
}
