package dev.stint.application.engine.action;

import dev.stint.application.api.Chunk;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a host's {@code next()} answered, refused in one sentence where nobody can walk on it. For
 * one walk.
 */
final class GivenChunk {

  private static final String NONE =
      "next() returned null; it has to return a Chunk, one without items and 'last' at the end";
  private static final String NO_CURSOR =
      "next() returned a Chunk whose cursor is null; only one without items and 'last' needs none";
  private static final String STANDS_STILL =
      "next() returned no items, no 'last' and the cursor that it was given: ";

  private final EmptyChunks empty = new EmptyChunks();

  /**
   * Answers the chunk if the walk can go on with it.
   *
   * @param from where the walk stands
   * @param text writes a cursor down
   */
  <I, C> Chunk<I, C> checked(
      @Nullable Chunk<I, C> chunk, ChunkCursor from, Function<C, String> text) {
    if (chunk == null) {
      throw new IllegalStateException(NONE);
    }
    boolean end = chunk.items().isEmpty() && chunk.last();
    @Nullable C next = chunk.next();
    if (!end && next == null) {
      throw new IllegalStateException(NO_CURSOR);
    }
    if (!chunk.items().isEmpty()) {
      empty.ended();
    } else if (!end) {
      moved(from, text.apply(next));
    }
    if (chunk.items().size() > ChunkCare.LARGEST_SIZE) {
      throw new IllegalStateException(
          more(chunk, from) + "; at most " + ChunkCare.LARGEST_SIZE + " are processed together");
    }
    return chunk;
  }

  /** The same would be asked for without end. */
  private void moved(ChunkCursor from, String next) {
    if (from.at().equals(next)) {
      throw new IllegalStateException(STANDS_STILL + from.at());
    }
    empty.passed(next);
  }

  /** Says that there are more items than asked for. */
  static String more(Chunk<?, ?> chunk, ChunkCursor from) {
    return "next() returned %d items where %d were asked for"
        .formatted(chunk.items().size(), from.asked());
  }
}
