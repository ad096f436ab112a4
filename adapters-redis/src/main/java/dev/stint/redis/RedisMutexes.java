package dev.stint.redis;

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
    return fence == 0 ? Optional.empty() : Optional.of(new Held(name, new Fence(fence)));
  }

  private boolean set(String name, Fence fence, Duration hold) {
    Args args = new Args().add(fence.value()).add(SortKeys.micros(hold));
    return (Long) redis.call("extend", base(name), args) == 1;
  }

  private final class Held implements Hold {
    private final String name;
    private final Fence fence;

    Held(String name, Fence fence) {
      this.name = name;
      this.fence = fence;
    }

    @Override
    public Fence fence() {
      return fence;
    }

    @Override
    public boolean extend(Duration holdAtMost) {
      return set(name, fence, Bounds.span("the hold", holdAtMost));
    }

    @Override
    public void close() {
      set(name, fence, Duration.ZERO);
    }
  }
}
