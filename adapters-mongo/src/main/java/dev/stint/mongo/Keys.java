package dev.stint.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.TakenKey;
import dev.stint.domain.task.VersionedTask;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Idempotency keys: a document each, whose id is the key. Written before its task and confirmed
 * after it; who finds one unconfirmed and without its task stores its own request under that id, so
 * that a requester who died in between stands in nobody's way.
 *
 * <p>A key is taken from a finished task in two steps: the task is sealed, then the key passes on
 * by compare-and-set. A restart of the task reads the seals before it touches the key and lands
 * only if none was added: of the two, one wins.
 */
final class Keys {

  private static final int ROUNDS = 50;

  /** Either the answer to a request, or the id to store it under. */
  record Decision(Optional<Inserted> answer, TaskId under) {
    private static Decision answer(TaskId task, boolean otherArguments) {
      return new Decision(Optional.of(new Inserted(task, false, otherArguments)), task);
    }

    private static Decision under(TaskId id) {
      return new Decision(Optional.empty(), id);
    }
  }

  /**
   * Takes the keys of these tasks, no two of which have the same; answers by the tasks' own ids.
   */
  Map<TaskId, Decision> take(Scope scope, List<NewTask> tasks) {
    List<Document> documents = new ArrayList<>();
    tasks.forEach(t -> documents.add(document(key(t), id(t))));
    Set<Object> taken = scope.insert(scope.keys(), documents);
    Map<TaskId, Decision> decisions = new HashMap<>();
    for (NewTask task : tasks) {
      boolean free = !taken.contains(key(task).value());
      decisions.put(id(task), free ? Decision.under(id(task)) : resolve(scope, task));
    }
    return decisions;
  }

  private static TaskId id(NewTask task) {
    return task.spec().id();
  }

  private static IdempotencyKey key(NewTask task) {
    return task.spec().key().orElseThrow();
  }

  private static Document document(IdempotencyKey key, TaskId task) {
    return new Document(Field.ID, key.value())
        .append(Field.TASK, task.value())
        .append(Field.SCOPE, key.scope().name())
        .append(Field.VERSION, 0L)
        .append(Field.CONFIRMED, false);
  }

  /** A key as it is stored. */
  private record Held(Document from) {
    TaskId task() {
      return new TaskId(from.get(Field.TASK, UUID.class));
    }

    IdempotencyKey.Scope scope() {
      return StoredCodes.scope(String.valueOf(from.getString(Field.SCOPE)));
    }

    boolean confirmed() {
      return from.getBoolean(Field.CONFIRMED, false);
    }

    /** The key as it was when read. */
    Bson same() {
      return Filters.and(
          Filters.eq(Field.ID, from.getString(Field.ID)),
          Filters.eq(Field.TASK, task().value()),
          Filters.eq(Field.VERSION, from.getLong(Field.VERSION)));
    }
  }

  /** A key as a task finds it; each task is looked up once, when it is asked for. */
  private record Taken(Scope within, TaskId asks, Held held, Map<TaskId, Optional<Document>> found)
      implements TakenKey {

    static Taken of(Scope within, TaskId asks, Held held) {
      return new Taken(within, asks, held, new HashMap<>());
    }

    Optional<Document> find(TaskId task) {
      return found.computeIfAbsent(task, t -> Keys.find(within, t));
    }

    @Override
    public boolean own() {
      return held.task().equals(asks);
    }

    @Override
    public boolean stored() {
      return find(asks).isPresent();
    }

    @Override
    public boolean confirmed() {
      return held.confirmed();
    }

    @Override
    public boolean holderStored() {
      return find(held.task()).isPresent();
    }

    @Override
    public boolean holderLive() {
      return find(held.task()).filter(d -> !over(d)).isPresent();
    }

    @Override
    public IdempotencyKey.Scope scope() {
      return held.scope();
    }

    /** Says on the finished task that has the key that it is about to be taken. */
    boolean sealed() {
      return own() || !holderStored() || seal(within, held.task());
    }
  }

  private static Optional<Held> held(Scope scope, IdempotencyKey key) {
    return scope
        .first(
            scope.keys(),
            Filters.eq(Field.ID, key.value()),
            Field.TASK,
            Field.SCOPE,
            Field.VERSION,
            Field.CONFIRMED)
        .map(Held::new);
  }

  private Decision resolve(Scope scope, NewTask task) {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<Held> held = held(scope, key(task));
      Optional<Decision> decision =
          held.isPresent() ? decide(scope, task, held.get()) : anew(scope, task);
      if (decision.isPresent()) {
        return decision.get();
      }
    }
    throw Failures.undecided();
  }

  private static Optional<Decision> anew(Scope scope, NewTask task) {
    return scope.insert(scope.keys(), List.of(document(key(task), id(task)))).isEmpty()
        ? Optional.of(Decision.under(id(task)))
        : Optional.empty();
  }

  /** What a stored key means for a request; empty if it changed meanwhile. */
  private static Optional<Decision> decide(Scope scope, NewTask task, Held held) {
    Taken taken = Taken.of(scope, id(task), held);
    return switch (taken.answer()) {
      case STORE, ADOPT -> Optional.of(Decision.under(held.task()));
      case ITSELF -> Optional.of(answer(taken, id(task), task));
      case HOLDER -> Optional.of(answer(taken, held.task(), task));
      case PASS ->
          taken.sealed() && pass(scope, held, key(task), id(task))
              ? Optional.of(Decision.under(id(task)))
              : Optional.empty();
    };
  }

  private static Decision answer(Taken taken, TaskId stands, NewTask task) {
    return Decision.answer(stands, taken.find(stands).filter(d -> differ(d, task)).isPresent());
  }

  static Optional<Document> find(Scope scope, TaskId task) {
    return scope.first(
        scope.tasks(),
        Filters.eq(Field.ID, task.value()),
        Field.FINISHED,
        Field.TOMBSTONE,
        Field.TYPE,
        Field.ARGUMENTS,
        Field.SEALS);
  }

  private static boolean over(Document task) {
    return task.getLong(Field.FINISHED) != null;
  }

  static boolean differ(Document stored, NewTask task) {
    return !stored.getBoolean(Field.TOMBSTONE, false)
        && task.spec()
            .differs(
                new TaskTypeName(stored.getString(Field.TYPE)),
                Row.payload(stored, Field.ARGUMENTS));
  }

  /** Says on a finished task that its key is about to be taken; false if it is not finished. */
  private static boolean seal(Scope scope, TaskId task) {
    return scope.update(
        scope.tasks(),
        Filters.and(Filters.eq(Field.ID, task.value()), Filters.exists(Field.FINISHED)),
        Updates.inc(Field.SEALS, 1));
  }

  private static boolean pass(Scope scope, Held held, IdempotencyKey key, TaskId to) {
    return scope.update(
        scope.keys(),
        held.same(),
        Updates.combine(
            Updates.set(Field.TASK, to.value()),
            Updates.set(Field.SCOPE, key.scope().name()),
            Updates.set(Field.CONFIRMED, false),
            Updates.unset(Field.UNTIL),
            Updates.inc(Field.VERSION, 1L)));
  }

  /** Says that the tasks of these keys are stored. */
  void confirm(Scope scope, Collection<String> names, Collection<TaskId> tasks) {
    scope.updateAll(
        scope.keys(),
        Filters.and(
            Filters.in(Field.ID, names),
            Filters.in(Field.TASK, tasks.stream().map(TaskId::value).toList()),
            Filters.eq(Field.CONFIRMED, false)),
        Updates.set(Field.CONFIRMED, true));
  }

  /**
   * Takes a finished task's ACTIVE key (again) for a restart; answers how often the task had been
   * sealed before, which must still hold when the restart lands. Empty if the key names another
   * task that is not over.
   */
  Optional<Integer> takeBack(Scope scope, VersionedTask seen) {
    IdempotencyKey key = seen.spec().key().orElseThrow();
    TaskId task = seen.spec().id();
    for (int round = 0; round < ROUNDS; round++) {
      int seals = find(scope, task).map(d -> d.getInteger(Field.SEALS, 0)).orElse(0);
      Optional<Held> held = held(scope, key);
      if (held.isEmpty()) {
        scope.insert(scope.keys(), List.of(document(key, task)));
        continue;
      }
      Taken taken = Taken.of(scope, task, held.get());
      if (!taken.back() || !taken.sealed()) {
        return Optional.empty();
      }
      if (pass(scope, held.get(), key, task)) {
        confirm(scope, List.of(key.value()), List.of(task));
        return Optional.of(seals);
      }
    }
    throw Failures.undecided();
  }
}
