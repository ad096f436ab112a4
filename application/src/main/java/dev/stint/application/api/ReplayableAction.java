package dev.stint.application.api;

import dev.stint.application.api.operate.SteerTasks;
import dev.stint.domain.SetAside;
import java.util.Optional;

/**
 * A chunked action that can read an item again that it set aside, so that people can have such
 * items done again: see {@link SteerTasks#replay}.
 *
 * @param <I> an item
 * @param <C> a cursor, readable by the codec
 */
public interface ReplayableAction<A, I, C> extends ChunkedAction<A, I, C> {

  /**
   * Reads an item that was set aside, as it is now; empty if there is none any more, which leaves
   * it set aside. Reads only. The item is then processed alone: by {@link #process} where the
   * action is {@link #atomic}, else by {@link #processOne}. An exception of a kind that leaves
   * other items alone sets it aside once more.
   *
   * @param aside its name as {@link #nameOf} told it or {@link ChunkContext#setAside} was given it,
   *     its content, and why it failed last
   */
  Optional<I> again(A arguments, SetAside aside) throws Exception;
}
