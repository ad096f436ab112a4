package dev.stint.mongo;

import com.mongodb.ReadConcern;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import dev.stint.application.spi.Checked;
import dev.stint.application.spi.Checkpoint;
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

  private static final TransactionOptions OPTIONS =
      TransactionOptions.builder()
          .readConcern(ReadConcern.SNAPSHOT)
          .writeConcern(WriteConcern.MAJORITY)
          .build();

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
  public Checked inChunk(Work work) {
    return database.transactions() ? inTransaction(work) : inSteps(work);
  }

  private Checked inSteps(Work work) {
    Buffered session = new Buffered();
    Checkpoint checkpoint = done(work, session);
    return database.call(() -> runs.checkpoint(checkpoint, session.tasks));
  }

  private Checked inTransaction(Work work) {
    try (ClientSession session = database.call(database::session)) {
      session.startTransaction(OPTIONS);
      Checkpoint checkpoint = done(work, new Open(session));
      return database.call(() -> runs.checkpoint(session, checkpoint));
    }
  }

  /**
   * What the user's work threw is passed on as it is, unless the server says by its code that
   * trying again can help: then it is the store's.
   */
  private static Checkpoint done(Work work, Session session) {
    try {
      return work.in(session);
    } catch (Exception e) {
      StoreException asStore = Failures.of(e);
      if (asStore.isTransient()) {
        throw asStore;
      }
      throw e instanceof RuntimeException unchecked ? unchecked : new ChunkFailedException(e);
    }
  }

  private static StoreException noSuch(Class<?> kind, String instead) {
    return new StoreException(StoreException.Kind.PERMANENT, instead + ", not a " + kind.getName());
  }

  /** Keeps requests back until the checkpoint. */
  private static final class Buffered implements Session {
    private final List<NewTask> tasks = new ArrayList<>();

    @Override
    public <T> T as(Class<T> kind) {
      throw noSuch(kind, "this MongoDB has no transactions: a chunk works without one");
    }

    @Override
    public List<Inserted> insert(List<NewTask> more) {
      tasks.addAll(more);
      Function<NewTask, Inserted> asNew = t -> new Inserted(t.spec().id(), true, false);
      return more.stream().map(asNew).toList();
    }
  }

  private final class Open implements Session {
    private final ClientSession session;

    Open(ClientSession session) {
      this.session = session;
    }

    @Override
    public <T> T as(Class<T> kind) {
      if (kind == ClientSession.class) {
        return kind.cast(session);
      }
      throw noSuch(kind, "a chunk's transaction is a com.mongodb.client.ClientSession");
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      return database.call(() -> requests.insert(Scope.within(database, session), tasks));
    }
  }
}
