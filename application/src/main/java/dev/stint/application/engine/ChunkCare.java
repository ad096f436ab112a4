package dev.stint.application.engine;

/**
 * With what care a chunked action is walked on, after a chunk failed or ended its process. Stored
 * in its cursor, for it must outlive a stint and a crash.
 *
 * @param ones how many items are still taken one by one, since a chunk with them failed
 * @param most a chunk takes no more items, since larger ones ended their process
 * @param crashes how often the process ended in this action
 * @param ahead whether this was written after a crash and before the next chunk, none of which
 *     passed since
 */
public record ChunkCare(int ones, int most, int crashes, boolean ahead) {

  static final ChunkCare NONE = new ChunkCare(0, ChunkCursor.LARGEST_SIZE, 0, false);

  /** A chunk of as many items passed. */
  ChunkCare past(int items) {
    return new ChunkCare(Math.max(0, ones - items), most, crashes, false);
  }

  /** As many items are taken one by one. */
  ChunkCare oneByOne(int items) {
    return new ChunkCare(Math.max(ones, items), most, crashes, ahead);
  }

  /**
   * The process ended, and chunks of {@code next} items are tried: for good from the second time.
   */
  ChunkCare crashed(int next) {
    return new ChunkCare(ones, crashes == 0 ? most : Math.min(most, next), crashes + 1, true);
  }
}
