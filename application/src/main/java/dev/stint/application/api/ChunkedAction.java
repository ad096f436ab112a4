package dev.stint.application.api;

import java.util.Optional;

/**
 * An action that walks items from a cursor, checkpoints after each chunk, tunes the chunk's size
 * and sets failing items aside. Bound with {@code ActionDefinition.chunked}.
 *
 * @param <I> an item
 * @param <C> a cursor, readable by the codec
 */
public interface ChunkedAction<A, I, C> {

  Class<C> cursorType();

  /** The next at most {@code size} items after the cursor; reads only. */
  Chunk<I, C> next(A arguments, Optional<C> after, int size) throws Exception;

  /**
   * Processes the items. Where {@link #atomic}, its writes through {@code context.transaction}
   * commit with the checkpoint; elsewhere they must be idempotent.
   */
  void process(A arguments, java.util.List<I> items, ChunkContext context) throws Exception;

  /** Whether it needs {@code context.transaction}; binding fails on a store that has none. */
  default boolean atomic() {
    return false;
  }

  /** How the set-aside item is named; unique within the action, at most 200 characters. */
  default String nameOf(I item) {
    return String.valueOf(item);
  }

  /** The number of items in all, for progress; −1 if unknown. */
  default long total(A arguments) throws Exception {
    return -1;
  }
}
