package dev.stint.application.engine.action;

import java.util.Optional;

/**
 * With what care a chunked action is walked on, after a chunk failed or ended its process. Stored
 * in its cursor, for it must outlive a stint and a crash.
 *
 * @param ones how many items are still taken one by one, since a chunk with them failed
 * @param most a chunk takes no more items, since larger ones ended their process
 * @param crashes how often the process ended in this action
 * @param ahead whether this was written after a crash and before the next chunk, none of which
 *     passed since
 * @param passed the most items that passed in one chunk since the first crash; empty if none did
 */
public record ChunkCare(int ones, int most, int crashes, boolean ahead, Optional<Integer> passed) {

  static final int LARGEST_SIZE = 10_000;

  static final ChunkCare NONE = new ChunkCare(0, LARGEST_SIZE, 0, false, Optional.empty());

  /** A chunk of as many items passed. */
  ChunkCare past(int items) {
    int largest = Math.max(items, passed.orElse(0));
    return new ChunkCare(Math.max(0, ones - items), most, crashes, false, Optional.of(largest));
  }

  /** As many items are taken one by one. */
  ChunkCare oneByOne(int items) {
    return new ChunkCare(Math.max(ones, items), most, crashes, ahead, passed);
  }

  /**
   * The process ended with {@code items} under way, and chunks of {@code next} are tried. They stay
   * as small from the second time on, unless as many passed before: then it was not their number,
   * as where a process is killed from outside.
   */
  ChunkCare crashed(int items, int next) {
    int proven = passed.orElse(0);
    boolean tooMany = crashes > 0 && items > proven;
    int bound = tooMany ? Math.min(most, Math.max(next, proven)) : most;
    return new ChunkCare(ones, bound, crashes + 1, true, passed);
  }
}
