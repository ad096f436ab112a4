package dev.stint.mongo;

import com.mongodb.client.ClientSession;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Chunks in a transaction of the server where it has them. Elsewhere the user's writes are their
 * own, and the requests of a chunk land with its checkpoint, in the task's own document. See {@link
 * ChunkStore}.
 */
final class MongoChunkStore implements ChunkStore {

  private final Database database;
  private final MongoRunStore runs;
  private final MongoRequestStore requests;

  MongoChunkStore(Database database, MongoRunStore runs, MongoRequestStore requests) {
    this.database = database;
    this.runs = runs;
    this.requests = requests;
  }

  @Override
  public List<Class<?>> transactionKinds() {
    return database.transactions() ? List.of(ClientSession.class) : List.of();
  }

  @Override
  public CheckpointResult inChunk(Work work) {
    return database.transactions() ? inTransaction(work) : inSteps(work);
  }

  private CheckpointResult inSteps(Work work) {
    Buffered session = new Buffered();
    Checkpoint checkpoint = done(work, session, session.open);
    return database.call(() -> runs.checkpoint(checkpoint, session.tasks));
  }

  private CheckpointResult inTransaction(Work work) {
    try (ClientSession session = database.call(database::session)) {
      session.startTransaction(Database.TRANSACTION);
      Open open = new Open(session);
      Checkpoint checkpoint = done(work, open, open.open);
      return database.call(() -> runs.checkpoint(session, checkpoint));
    }
  }

  /**
   * What the user's work threw is passed on as it is, unless the server says by its code that
   * trying again can help: then it is the store's.
   */
  private static Checkpoint done(Work work, Session session, Lasting open) {
    try (open) {
      return work.in(session);
    } catch (Exception e) {
      StoreException asStore = Failures.of(e);
      if (asStore.isTransient()) {
        throw asStore;
      }
      throw e instanceof RuntimeException unchecked ? unchecked : new ChunkFailedException(e);
    }
  }

  private static StoreException refused(String why) {
    return new StoreException(StoreException.Kind.PERMANENT, why);
  }

  /** Whether a chunk's work still runs; what its session is given later would stand alone. */
  private static final class Lasting implements AutoCloseable {
    private volatile boolean over;

    void check() {
      if (over) {
        throw refused("the chunk is over: use its session only while its work runs");
      }
    }

    @Override
    public void close() {
      over = true;
    }
  }

  /** Keeps requests back until the checkpoint. */
  private static final class Buffered implements Session {
    private final Lasting open = new Lasting();
    private final List<NewTask> tasks = new ArrayList<>();

    @Override
    public <T> T as(Class<T> kind) {
      open.check();
      throw refused("this MongoDB has no transactions: its chunks can give no " + kind.getName());
    }

    @Override
    public List<Inserted> insert(List<NewTask> more) {
      open.check();
      tasks.addAll(more);
      Function<NewTask, Inserted> asNew = t -> new Inserted(t.spec().id(), true, false);
      return more.stream().map(asNew).toList();
    }
  }

  private final class Open implements Session {
    private final Lasting open = new Lasting();
    private final ClientSession session;

    Open(ClientSession session) {
      this.session = session;
    }

    @Override
    public <T> T as(Class<T> kind) {
      open.check();
      if (kind == ClientSession.class) {
        return kind.cast(session);
      }
      throw refused(
          "a chunk's transaction is a com.mongodb.client.ClientSession, not a " + kind.getName());
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      open.check();
      return database.call(() -> requests.insert(Scope.within(database, session), tasks));
    }
  }
}
