package dev.stint.domain.life;

import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.util.UUID;

/**
 * Names the tasks that a stint requests, so that an attempt which repeats it requests them under
 * the same ids, and what was stored is not stored again. Immutable.
 *
 * @param fence the one under which the first of these attempts ran
 * @param from how many tasks were requested before the cursor moved to where the attempts begin
 */
public record RequestSeries(Fence fence, int from) {

  private static final long VERSION = 7L << 12;
  private static final long VARIANT = 1L << 63;
  private static final int HASHED_BITS = 42;
  private static final long PLACES = 1L << 20;

  /**
   * The id of a task that is requested: a UUIDv7 of the time of the fence, in the order of places.
   *
   * @param place how many tasks the stint had requested before
   */
  public TaskId id(TaskId parent, int action, Step step, int place) {
    long hash = mixed(parent.value().getMostSignificantBits());
    hash = mixed(hash ^ parent.value().getLeastSignificantBits());
    hash = mixed(hash ^ fence.value());
    hash = mixed(hash ^ (action * 8L + step.ordinal()));
    long scattered = mixed(hash ^ place);
    long millis = fence.value() / 1000 & 0xFFFF_FFFF_FFFFL;
    long high = millis << 16 | VERSION | hash >>> 52;
    long low = VARIANT | place % PLACES << HASHED_BITS | scattered >>> (64 - HASHED_BITS);
    return new TaskId(new UUID(high, low));
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
