package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.LoopErrors;
import dev.stint.application.spi.Upkeep;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a worker does now and then.
 *
 * @param what its name, for the log and the count of errors
 * @param part the part of the store's upkeep that it does; empty if it looks for itself
 */
public record Chore(String what, Optional<Upkeep> part, Runnable work) {

  public Chore(String what, Runnable work) {
    this(what, Optional.empty(), work);
  }

  public Chore(String what, Upkeep part, Runnable work) {
    this(what, Optional.of(part), work);
  }

  /** Whether there is something to do for it. */
  boolean isAmong(Set<Upkeep> due) {
    return part.isEmpty() || due.contains(part.get());
  }

  /** One that fails keeps no other from its turn; answers whether it went well. */
  public boolean done(LoopErrors errors) {
    try {
      work.run();
      return true;
    } catch (Throwable e) {
      errors.failed(what, e);
      return false;
    }
  }
}
