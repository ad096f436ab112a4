package dev.stint.application.engine;

/**
 * A chunked action's cursor as it is stored: the action's own, encoded, and the counts that must
 * outlive a stint.
 *
 * @param at the codec's text; empty before the first chunk
 * @param size what the next chunk asks for
 * @param errors the first items set aside and why, for people; empty if there are none
 * @param total how many items there are in all, for progress; −1 if the action does not know
 */
public record ChunkCursor(
    String at, long processed, long setAside, int size, String errors, long total) {

  /** The items were not counted yet. */
  static final long UNCOUNTED = -2;

  static final int FIRST_SIZE = 64;
  static final int LARGEST_SIZE = 10_000;
  private static final int LONGEST_ERRORS = 600;
  private static final int LONGEST_ERROR = 200;

  static final ChunkCursor BEGINNING = new ChunkCursor("", 0, 0, FIRST_SIZE, "", UNCOUNTED);

  ChunkCursor past(String next, long items) {
    return new ChunkCursor(next, processed + items, setAside, size, errors, total);
  }

  /** One more item set aside; its error is kept if it is among the first. */
  ChunkCursor aside(String error) {
    String brief = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
    String more = errors.isEmpty() ? brief : errors + "; " + brief;
    String kept = more.length() > LONGEST_ERRORS ? errors : more;
    return new ChunkCursor(at, processed, setAside + 1, size, kept, total);
  }

  ChunkCursor sized(int value) {
    int bounded = Math.max(1, Math.min(LARGEST_SIZE, value));
    return new ChunkCursor(at, processed, setAside, bounded, errors, total);
  }

  ChunkCursor counted(long items) {
    return new ChunkCursor(at, processed, setAside, size, errors, items);
  }
}
