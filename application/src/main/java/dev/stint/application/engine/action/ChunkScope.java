package dev.stint.application.engine.action;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a chunk driver needs of its stint beyond {@link ActionContext}. For the stint's own thread.
 */
public interface ChunkScope extends ActionContext {

  /** Goes with the next checkpoint, chunk or settlement; rolls back with its chunk. */
  void setAside(SetAside item);

  /** A page of what is set aside now, as the store tells it. */
  default List<SetAside> setAside(int count, int skip) {
    return List.of();
  }

  /** The item is done again, and set aside no longer: goes with the same writes. */
  default void redone(String item) {}

  /**
   * Runs {@code work} in one transaction of the store that ends with the fenced checkpoint at the
   * cursor it returns. If it throws, nothing that was written or noted inside stays.
   *
   * @throws LeaseLostException if the task changed hands
   */
  void inChunk(Work work) throws Exception;

  /** What happens inside; answers the cursor. */
  @FunctionalInterface
  interface Work {
    Payload in(ChunkStore.Session session) throws Exception;
  }

  /** A new one for each chunk; one that does not wait where nothing is stored. */
  default Patience patience() {
    return error -> false;
  }

  /** What to do after the store failed a write. */
  @FunctionalInterface
  interface Patience {

    /**
     * Waits a moment where it is not the write's own fault: a right is missing, the store takes
     * nobody's writes, or the write was not yet refused often while it took others. Answers whether
     * it did.
     */
    boolean waited(StoreException error);
  }

  /** Whether the last stint of this action ended with its process, and none has passed since. */
  boolean crashed();

  /** Writes a cursor that stands for fewer items at a time, and for no progress. */
  void narrow(Payload cursor);

  /** The chunk committed: tells whoever listens; {@code items} is asked only if somebody does. */
  void committed(String action, Supplier<List<String>> items);

  /** What follows each chunk for the host. */
  default ChunkTrace trace() {
    return ChunkTrace.NONE;
  }

  /** Monotone time, for measuring chunks. */
  Duration elapsed();
}
