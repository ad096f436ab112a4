package dev.stint.application.api;

import dev.stint.domain.Message;

/** What a chunk knows while it is processed. For the action's own thread only. */
public interface ChunkContext {

  /** The stint's own context; its writes join the chunk. */
  ActionContext action();

  /**
   * The open transaction of an atomic chunk.
   *
   * @throws IllegalStateException if the action is not atomic
   */
  <T> T transaction(Class<T> kind);

  /** Sets one item aside by hand, with its reason. */
  void setAside(String item, String content, String reason);

  void message(Message.Level level, String text);
}
