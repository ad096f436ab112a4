package dev.stint.application.engine.action;

import java.util.concurrent.Callable;

/** Follows one chunk of a stint. For the stint's own thread. */
@FunctionalInterface
public interface ChunkTrace {

  ChunkTrace NONE = (action, items, work) -> work.call();

  /**
   * Does the work, and tells the host's tracer of it.
   *
   * @param work answers whether the chunk was passed
   */
  boolean chunk(String action, int items, Callable<Boolean> work) throws Exception;
}
