package dev.stint.application.engine;

/**
 * A chunked action's cursor as it is stored: the action's own, encoded, and the counts that must
 * outlive a stint.
 *
 * @param at the codec's text; empty before the first chunk
 * @param size what the next chunk asks for
 */
public record ChunkCursor(String at, long processed, long setAside, int size) {

  static final int FIRST_SIZE = 64;
  static final int LARGEST_SIZE = 10_000;

  static final ChunkCursor BEGINNING = new ChunkCursor("", 0, 0, FIRST_SIZE);

  ChunkCursor past(String next, long items, long aside) {
    return new ChunkCursor(next, processed + items, setAside + aside, size);
  }

  ChunkCursor sized(int value) {
    return new ChunkCursor(at, processed, setAside, Math.max(1, Math.min(LARGEST_SIZE, value)));
  }
}
