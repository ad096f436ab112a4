package dev.stint.application.spi;

import dev.stint.domain.Payload;
import java.util.List;
import java.util.Optional;

/**
 * Small named records changed by compare-and-set: limits and who holds their permits, schedules and
 * their next moment, queues and types on hold. What is in them the domain decides; a store keeps
 * bytes and a version.
 */
public interface RegisterStore {

  /** The registers of a kind that have content, by name. */
  List<Register> all(String kind);

  Optional<Register> find(String kind, String name);

  /**
   * Replaces each register whose version is still the one seen; answers in order. Atomic per item.
   * STALE: somebody changed it meanwhile, and nothing was written; read again and decide anew. Of
   * two that saw the same version one wins. A repeat after a lost answer is answered STALE: read
   * again.
   */
  List<WriteResult> swap(List<Swap> swaps);

  /**
   * @param kind 1 to 40 characters
   * @param name 1 to 300 characters
   * @param version always grows with each change, also when the content was emptied in between
   */
  record Register(String kind, String name, long version, Payload content) {}

  /**
   * @param seen the version read; 0 if there was no register
   * @param content {@link Payload#NONE} to empty it
   */
  record Swap(String kind, String name, long seen, Payload content) {}
}
