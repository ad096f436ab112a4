package dev.stint.application.spi;

import dev.stint.domain.Bounds;
import dev.stint.domain.Fence;
import java.time.Duration;

/**
 * A mutex held under a fence: one write of its store makes it last from now, and giving it back is
 * the same write with no time left. As thread-safe as that write.
 */
public record FencedHold(Fence fence, Lasting store) implements Mutexes.Hold {

  /** The store's write. */
  @FunctionalInterface
  public interface Lasting {

    /**
     * Lets the mutex be held for this long from now on the store's clock; zero frees it. False, and
     * nothing is changed, if it is no longer held under this fence.
     */
    boolean last(Duration hold);
  }

  @Override
  public boolean extend(Duration holdAtMost) {
    return store.last(Bounds.span("the hold", holdAtMost));
  }

  @Override
  public void close() {
    store.last(Duration.ZERO);
  }
}
