package dev.stint.application.spi;

import java.util.List;

/** Atomic chunks: the user's writes, the checkpoint and new requests in one commit. */
public interface ChunkStore {

  /** The kinds of transaction that user code may ask for; empty where the store has none. */
  List<Class<?>> transactionKinds();

  /**
   * Runs {@code work} in one transaction, then writes the checkpoint it returns as the last
   * statement and commits if that APPLIED, else rolls everything back. An exception of the work
   * rolls back and is passed on as it is. A serialization failure or deadlock is a transient {@link
   * StoreException} and nothing was written. A lost commit answer is transient, too: the caller
   * re-reads, and the sequence is the judge.
   *
   * @throws ChunkEndedException if the store ended the transaction because of what the work did
   */
  CheckpointResult inChunk(Work work);

  /** What happens inside the transaction. */
  @FunctionalInterface
  interface Work {
    Checkpoint in(Session session) throws Exception;
  }

  /** The open transaction; dead once the work returned. */
  interface Session {
    /** The transaction as one of {@link #transactionKinds}. */
    <T> T as(Class<T> kind);

    /** Requests that exist if and only if the chunk commits. */
    List<Inserted> insert(List<NewTask> tasks);
  }

  /** Carries a checked exception of the work, of which nothing is asked: its message may throw. */
  final class ChunkFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChunkFailedException(Exception cause) {
      super("the work of an atomic chunk failed", cause);
    }
  }

  /**
   * The store ended the chunk's transaction because of what the work did, such as saying nothing
   * for too long; nothing was written, and the same work would end so again. A failed attempt.
   */
  final class ChunkEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ChunkEndedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
