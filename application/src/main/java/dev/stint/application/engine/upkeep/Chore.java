package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.LoopErrors;

/**
 * Something that a worker does now and then.
 *
 * @param what its name, for the log and the count of errors
 */
public record Chore(String what, Runnable work) {

  /** One that fails keeps no other from its turn; answers whether it went well. */
  boolean done(LoopErrors errors) {
    try {
      work.run();
      return true;
    } catch (Throwable e) {
      errors.failed(what, e);
      return false;
    }
  }
}
