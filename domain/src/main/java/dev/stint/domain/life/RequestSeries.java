package dev.stint.domain.life;

import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import java.util.UUID;

/**
 * Names the tasks that stints request, so that a stint which repeats another requests them under
 * the same ids, and what was stored is not stored again. Immutable.
 *
 * <p>A task is stored under such an id only once the run of its parent, as it is stored, tells the
 * series ({@link Run#requested}). So the next worker to have the parent knows it, however many
 * workers died between the one that requested and the one that goes on: a take-over leaves the run
 * as it is, though it changes the fence.
 *
 * @param fence the one under which the first of these stints ran
 * @param from how many tasks were requested before the cursor moved to where they begin
 * @param ends how many of them came to an end of their own and stored what they requested for that
 */
public record RequestSeries(Fence fence, int from, int ends) {

  private static final long VERSION = 7L << 12;
  private static final long VARIANT = 1L << 63;
  private static final int HASHED_BITS = 42;
  private static final long PLACES = 1L << 20;
  private static final int STEPS = 8;

  /** Beside the steps: what a stint requests that says itself that it failed. */
  private static final int END = STEPS - 1;

  /** The first one of a claim. */
  public static RequestSeries of(Fence fence) {
    return new RequestSeries(fence, 0, 0);
  }

  /**
   * The id of a task that is requested: a UUIDv7 of the time of the fence, in the order of places.
   * What a recover hook requests belongs to the failure that it was called for.
   *
   * @param place how many tasks the stints had requested before
   */
  public TaskId id(TaskId parent, int action, Step step, int place) {
    return id(parent, action * STEPS + step.ordinal(), step == Step.RECOVER ? ends : 0, place);
  }

  /** The id of a task that belongs to the end of a stint which failed, and to no repetition. */
  public TaskId endingId(TaskId parent, int action, int place) {
    return id(parent, action * STEPS + END, ends, place);
  }

  private TaskId id(TaskId parent, int where, int time, int place) {
    long hash = mixed(parent.value().getMostSignificantBits());
    hash = mixed(hash ^ parent.value().getLeastSignificantBits());
    hash = mixed(hash ^ fence.value());
    hash = mixed(hash ^ ((long) time << 32 | where));
    long scattered = mixed(hash ^ place);
    long millis = fence.value() / 1000 & 0xFFFF_FFFF_FFFFL;
    long high = millis << 16 | VERSION | hash >>> 52;
    long low = VARIANT | place % PLACES << HASHED_BITS | scattered >>> (64 - HASHED_BITS);
    return new TaskId(new UUID(high, low));
  }

  /** The same id for this content only: another one at the same place is another task. */
  public static TaskId holding(TaskId id, long content) {
    UUID uuid = id.value();
    long low = uuid.getLeastSignificantBits() ^ mixed(content) >>> (64 - HASHED_BITS);
    return new TaskId(new UUID(uuid.getMostSignificantBits(), low));
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mixed(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
