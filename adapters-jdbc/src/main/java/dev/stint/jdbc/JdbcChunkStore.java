package dev.stint.jdbc;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** See {@link ChunkStore}. */
final class JdbcChunkStore implements ChunkStore {

  private final Database database;
  private final JdbcRunStore runs;
  private final JdbcRequestStore requests;
  private final JdbcWorkerStore workers;
  private final Optional<HostTransactions> hosts;

  JdbcChunkStore(
      Database database,
      JdbcRunStore runs,
      JdbcRequestStore requests,
      JdbcWorkerStore workers,
      Optional<HostTransactions> hosts) {
    this.database = database;
    this.hosts = hosts;
    this.runs = runs;
    this.requests = requests;
    this.workers = workers;
  }

  @Override
  public List<Class<?>> transactionKinds() {
    return List.of(Handle.class, Connection.class);
  }

  /** Undoes the user's writes when the checkpoint did not land, and carries the answer out. */
  private static final class NotLanded extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient CheckpointResult checked;

    NotLanded(CheckpointResult checked) {
      super(null, null, false, false);
      this.checked = checked;
    }
  }

  /** Carries what the work itself threw past the store's own errors. */
  private static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Exception thrown;

    Thrown(Exception thrown) {
      super(null, thrown, false, false);
      this.thrown = thrown;
    }
  }

  @Override
  public CheckpointResult inChunk(Work work) {
    long began = System.nanoTime();
    try {
      return opened(work);
    } catch (NotLanded e) {
      return e.checked;
    } catch (Thrown e) {
      refuseSilence(e.thrown, began);
      throw passedOn(e.thrown);
    } catch (Exception e) {
      refuseSilence(e, began);
      throw Failures.of(e);
    }
  }

  private CheckpointResult opened(Work work) throws Exception {
    if (hosts.isEmpty()) {
      return database.chunk(handle -> chunk(handle, work));
    }
    return database.inTurn(() -> hosts.get().inNew(open -> openedByHost(open, work)));
  }

  private CheckpointResult openedByHost(HostTransactions.Open open, Work work) throws Exception {
    Work flushed =
        session -> {
          Checkpoint checkpoint = work.in(session);
          open.flush();
          return checkpoint;
        };
    return database.chunkOn(open.connection(), handle -> chunk(handle, flushed));
  }

  /** No passing failure: the same chunk would be silent as long again. */
  private void refuseSilence(Exception error, long began) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    database
        .silent(error, took)
        .ifPresent(
            words -> {
              throw new ChunkEndedException(words, error);
            });
  }

  private CheckpointResult chunk(Handle handle, Work work) {
    NewTaskEffects effects = requests.effects();
    Checkpoint checkpoint = done(handle, work, effects);
    if (database.oneWriter()) {
      workers.renew(handle, checkpoint.key().worker(), database.clock().micros());
    }
    CheckpointResult checked = runs.checkpoint(handle, List.of(checkpoint)).get(0);
    if (!checked.landing().landed()) {
      throw new NotLanded(checked);
    }
    effects.settle(handle);
    return checked;
  }

  private Checkpoint done(Handle handle, Work work, NewTaskEffects effects) {
    Open session = new Open(handle, effects);
    requests.joining(true);
    try {
      return work.in(session);
    } catch (Exception e) {
      throw new Thrown(e);
    } finally {
      requests.joining(false);
      session.over = true;
    }
  }

  /**
   * What the user's work threw is passed on as it is, unless the database says by its code that
   * trying again can help: then it is the store's.
   */
  private static RuntimeException passedOn(Exception error) {
    if (error instanceof StoreException known) {
      return known;
    }
    if (Failures.passing(error)) {
      return Failures.of(error);
    }
    return error instanceof RuntimeException unchecked
        ? unchecked
        : new ChunkFailedException(error);
  }

  private final class Open implements Session {
    private final Handle handle;
    private final NewTaskEffects effects;
    private volatile boolean over;

    Open(Handle handle, NewTaskEffects effects) {
      this.handle = handle;
      this.effects = effects;
    }

    @Override
    public <T> T as(Class<T> kind) {
      checkOpen();
      if (kind == Handle.class) {
        return kind.cast(handle);
      }
      if (kind == Connection.class) {
        return kind.cast(handle.getConnection());
      }
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "a chunk's transaction is a java.sql.Connection or a Jdbi Handle, not a "
              + kind.getName());
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      checkOpen();
      return requests.insert(handle, tasks, effects);
    }

    /** The connection goes on living, and what is written through it now would stand alone. */
    private void checkOpen() {
      if (over) {
        throw new StoreException(
            StoreException.Kind.PERMANENT,
            "the chunk is over: use its session only while its work runs");
      }
    }
  }
}
