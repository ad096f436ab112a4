package dev.stint.redis;

import dev.stint.application.spi.FencedHold;
import dev.stint.application.spi.Mutexes;
import dev.stint.domain.Bounds;
import dev.stint.domain.Fence;
import java.time.Duration;
import java.util.Optional;

/** See {@link Mutexes}. Each is one hash that is never removed: its fence must go on growing. */
final class RedisMutexes implements Mutexes {

  private final Redis redis;

  RedisMutexes(Redis redis) {
    this.redis = redis;
  }

  private String base(String name) {
    return redis.prefix() + ":mutex:" + name;
  }

  @Override
  public Optional<Hold> tryAcquire(String name, Duration holdAtMost) {
    Bounds.mutexName(name);
    Args args = new Args().add(SortKeys.micros(Bounds.span("the hold", holdAtMost)));
    long fence = Long.parseLong(Args.text(redis.call("acquire", base(name), args)));
    return fence == 0 ? Optional.empty() : Optional.of(held(name, new Fence(fence)));
  }

  private Hold held(String name, Fence fence) {
    return new FencedHold(fence, hold -> set(name, fence, hold));
  }

  private boolean set(String name, Fence fence, Duration hold) {
    Args args = new Args().add(fence.value()).add(SortKeys.micros(hold));
    return (Long) redis.call("extend", base(name), args) == 1;
  }
}
