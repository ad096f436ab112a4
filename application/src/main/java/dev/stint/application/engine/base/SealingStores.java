package dev.stint.application.engine.base;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.ArgumentVersions;
import dev.stint.application.spi.CallerInserts;
import dev.stint.application.spi.CheckpointResult;
import dev.stint.application.spi.ChunkStore;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.SealedPayload.Part;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stores that are given the arguments of secret task types sealed, by whichever door a task comes.
 * Sealed as late as this, for the ids of tasks that a stint requests are made of their arguments,
 * and cipher text is another each time. ADR 19. Thread-safe.
 */
public final class SealingStores {

  private final Predicate<TaskTypeName> secret;
  private final ArgumentCodec codec;

  private SealingStores(Predicate<TaskTypeName> secret, ArgumentCodec codec) {
    this.secret = secret;
    this.codec = codec;
  }

  /**
   * @param secret whether tasks of a type are
   */
  public static Stores of(Stores stores, Predicate<TaskTypeName> secret, ArgumentCodec codec) {
    SealingStores all = new SealingStores(secret, codec);
    return new Stores(
        all.new Requests(stores.requests(), stores.runs()),
        stores.runs(),
        all.new Chunks(stores.chunks()),
        stores.workers(),
        stores.steering(),
        stores.queries(),
        stores.waits(),
        stores.registers());
  }

  private NewTask sealed(NewTask task) {
    TaskTypeName type = task.spec().line().type();
    if (!secret.test(type)) {
      return task;
    }
    Payload cipherText = codec.seal(task.spec().arguments(), type, Part.ARGUMENTS);
    return task.with(task.spec().withArguments(cipherText));
  }

  private List<NewTask> sealed(List<NewTask> tasks) {
    return tasks.stream().anyMatch(t -> secret.test(t.spec().line().type()))
        ? tasks.stream().map(this::sealed).toList()
        : tasks;
  }

  /** Whether the store can only say that cipher texts differ, which they always do. */
  private boolean unsure(NewTask asked, Inserted inserted) {
    return inserted.otherArguments() && secret.test(asked.spec().line().type());
  }

  /** Nothing is told of other arguments where nobody can look. */
  private List<Inserted> unflagged(List<NewTask> asked, List<Inserted> answers) {
    return each(asked, answers, (task, inserted) -> false);
  }

  private List<Inserted> each(List<NewTask> asked, List<Inserted> answers, Differs differs) {
    List<Inserted> told = new ArrayList<>(answers);
    for (int i = 0; i < asked.size(); i++) {
      Inserted answer = answers.get(i);
      if (unsure(asked.get(i), answer)) {
        boolean other = differs.from(asked.get(i), answer);
        told.set(i, new Inserted(answer.id(), answer.isNew(), other));
      }
    }
    return told;
  }

  @FunctionalInterface
  private interface Differs {
    boolean from(NewTask asked, Inserted inserted);
  }

  /** Of a task that is gone, or that cannot be opened here, it is not known. */
  private boolean differs(NewTask asked, Optional<VersionedTask> stored) {
    return stored.map(s -> differs(asked, s)).orElse(false);
  }

  private boolean differs(NewTask asked, VersionedTask stored) {
    TaskTypeName type = stored.spec().line().type();
    if (!type.equals(asked.spec().line().type())) {
      return true;
    }
    try {
      Payload arguments = ArgumentVersions.unmarked(stored.spec().arguments());
      Payload opened = codec.open(arguments, Set.of(type), Part.ARGUMENTS);
      return !arguments.isNone() && asked.spec().differs(type, opened);
    } catch (ArgumentCodec.UnreadableException e) {
      return false;
    }
  }

  private final class Requests implements RequestStore {
    private final RequestStore store;
    private final RunStore runs;

    Requests(RequestStore store, RunStore runs) {
      this.store = store;
      this.runs = runs;
    }

    private List<Inserted> told(List<NewTask> asked, List<Inserted> answers) {
      return each(asked, answers, (t, inserted) -> differs(t, runs.standing(inserted.id())));
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      List<Inserted> answers = store.insert(sealed(tasks));
      return joins() ? unflagged(tasks, answers) : told(tasks, answers);
    }

    @Override
    public List<Inserted> insertThen(
        List<NewTask> tasks, Function<List<Inserted>, List<NewTask>> more) {
      List<NewTask> all = new ArrayList<>(tasks);
      Function<List<Inserted>, List<NewTask>> others =
          first -> {
            List<NewTask> made = more.apply(unflagged(tasks, first));
            all.subList(tasks.size(), all.size()).clear(); // It may be asked more than once.
            all.addAll(made);
            return sealed(made);
          };
      List<Inserted> answers = store.insertThen(sealed(tasks), others);
      return told(all, answers);
    }

    @Override
    public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
      return unflagged(tasks, store.insertWithin(transaction, sealed(tasks)));
    }

    @Override
    public int largestInsert() {
      return store.largestInsert();
    }

    @Override
    public boolean joins() {
      return store.joins();
    }

    @Override
    public Optional<CallerInserts> onCallers() {
      return store.onCallers().map(inserts -> new Callers(inserts, this));
    }
  }

  private final class Callers implements CallerInserts {
    private final CallerInserts inserts;
    private final Requests requests;

    Callers(CallerInserts inserts, Requests requests) {
      this.inserts = inserts;
      this.requests = requests;
    }

    @Override
    public boolean takes(List<NewTask> tasks) {
      return inserts.takes(tasks);
    }

    @Override
    public Optional<List<Inserted>> insert(List<NewTask> tasks) {
      return inserts.insert(sealed(tasks)).map(answers -> requests.told(tasks, answers));
    }

    @Override
    public void end(Thread inserting) {
      inserts.end(inserting);
    }
  }

  private final class Chunks implements ChunkStore {
    private final ChunkStore store;

    Chunks(ChunkStore store) {
      this.store = store;
    }

    @Override
    public List<Class<?>> transactionKinds() {
      return store.transactionKinds();
    }

    @Override
    public CheckpointResult inChunk(Work work) {
      return store.inChunk(session -> work.in(new Within(session)));
    }
  }

  private final class Within implements ChunkStore.Session {
    private final ChunkStore.Session session;

    Within(ChunkStore.Session session) {
      this.session = session;
    }

    @Override
    public <T> T as(Class<T> kind) {
      return session.as(kind);
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      return unflagged(tasks, session.insert(sealed(tasks)));
    }
  }
}
