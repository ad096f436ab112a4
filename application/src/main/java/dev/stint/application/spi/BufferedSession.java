package dev.stint.application.spi;

import java.util.ArrayList;
import java.util.List;

/**
 * The session of a chunk in a store without transactions: it keeps requests back until the
 * checkpoint landed. For one chunk.
 */
public final class BufferedSession implements ChunkStore.Session {

  private final String noTransactions;
  private final List<NewTask> tasks = new ArrayList<>();
  private volatile boolean over;

  /**
   * @param noTransactions what is said to work that asks for a transaction
   */
  public BufferedSession(String noTransactions) {
    this.noTransactions = noTransactions;
  }

  /**
   * Does the work, which may use the session until it returns.
   *
   * @throws ChunkStore.ChunkFailedException what the work threw, if it is a checked exception
   */
  public Checkpoint during(ChunkStore.Work work) {
    try {
      return work.in(this);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ChunkStore.ChunkFailedException(e);
    } finally {
      over = true;
    }
  }

  /** What the work requested. */
  public List<NewTask> tasks() {
    return tasks;
  }

  @Override
  public <T> T as(Class<T> kind) {
    throw refused(noTransactions);
  }

  @Override
  public List<Inserted> insert(List<NewTask> more) {
    if (over) {
      throw refused("the chunk is over: use its session only while its work runs");
    }
    tasks.addAll(more);
    return more.stream().map(t -> new Inserted(t.spec().id(), true, false)).toList();
  }

  private static StoreException refused(String why) {
    return new StoreException(StoreException.Kind.PERMANENT, why);
  }
}
