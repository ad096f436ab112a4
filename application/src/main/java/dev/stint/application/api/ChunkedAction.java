package dev.stint.application.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An action that walks items from a cursor, checkpoints after each chunk, tunes the chunk's size
 * and sets failing items aside. Bound with {@link ActionDefinition#of}.
 *
 * @param <I> an item
 * @param <C> a cursor, readable by the codec
 */
public interface ChunkedAction<A, I, C> {

  Class<C> cursorType();

  /**
   * The next at most {@code size} items after the cursor; reads only. Where nothing follows the
   * cursor, answers no items and {@code last}: after a crash between the last chunk and the end of
   * the action, it is asked once more with the cursor of that chunk. A chunk without items that is
   * not the last must move on to another cursor, or the attempt fails; chunks without items whose
   * cursors go round in a circle fail the action for good, once one stint has gone round it three
   * times. More items than {@code size} are processed together all the same, but if one of them
   * fails, none can be set aside and the attempt fails; more than 10,000 always fail it.
   */
  Chunk<I, C> next(A arguments, Optional<C> after, int size) throws Exception;

  /**
   * Processes the items. Where {@link #atomic}, its writes through {@code context.transaction}
   * commit with the checkpoint; elsewhere they must be idempotent.
   */
  void process(A arguments, List<I> items, ChunkContext context) throws Exception;

  /**
   * Processes one item, after a chunk with it failed; by default as a chunk of one. Called only
   * where the action is not {@link #atomic}: an atomic chunk that fails rolls back and is halved,
   * but of another one nobody knows which items were done, so they are taken one by one. Override
   * it where one item is done by other means than many, or to look first whether it is done.
   */
  default void processOne(A arguments, I item, ChunkContext context) throws Exception {
    process(arguments, List.of(item), context);
  }

  /** Whether it needs {@code context.transaction}; binding fails on a store that has none. */
  default boolean atomic() {
    return false;
  }

  /** How the set-aside item is named; unique within the action, at most 200 characters. */
  default String nameOf(I item) {
    return String.valueOf(item);
  }

  /** The number of items in all, for progress; empty if it is not known. */
  default OptionalLong total(A arguments) throws Exception {
    return OptionalLong.empty();
  }
}
