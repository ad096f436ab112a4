package dev.stint.application.memory;

import dev.stint.application.spi.FencedHold;
import dev.stint.application.spi.Mutexes;
import dev.stint.domain.Bounds;
import dev.stint.domain.Fence;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Mutexes among the threads of this process. Thread-safe. */
public final class InMemoryMutexes implements Mutexes {

  private final InstantSource clock;
  private final Map<String, Row> rows = new HashMap<>();

  /** The last holder, and until when. Freed, not forgotten: the fence must go on growing. */
  private record Row(Fence fence, Instant until) {}

  public InMemoryMutexes(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Hold> tryAcquire(String name, Duration holdAtMost) {
    Bounds.mutexName(name);
    Bounds.span("the hold", holdAtMost);
    Row row = rows.getOrDefault(name, new Row(new Fence(0), Instant.MIN));
    if (row.until.isAfter(clock.instant())) {
      return Optional.empty();
    }
    Fence fence = row.fence.next(clock.instant());
    rows.put(name, new Row(fence, clock.instant().plus(holdAtMost)));
    return Optional.of(held(name, fence));
  }

  private Hold held(String name, Fence fence) {
    return new FencedHold(fence, hold -> set(name, fence, hold));
  }

  private synchronized boolean set(String name, Fence fence, Duration hold) {
    Row row = rows.get(name);
    boolean ours = row != null && row.fence.equals(fence) && row.until.isAfter(clock.instant());
    if (ours) {
      rows.put(name, new Row(fence, clock.instant().plus(hold)));
    }
    return ours;
  }
}
