package dev.stint.mongo;

import com.mongodb.client.ClientSession;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;

/** See {@link RequestStore}. */
final class MongoRequestStore implements RequestStore {

  private final Database database;
  private final Keys keys = new Keys();
  private final NewTaskEffects effects;

  MongoRequestStore(Database database) {
    this.database = database;
    this.effects = new NewTaskEffects(database, new Claiming(database), new SerialKeys(database));
  }

  @Override
  public List<Inserted> insert(List<NewTask> tasks) {
    return database.call(() -> insert(Scope.alone(database), tasks));
  }

  /** {@inheritDoc} A server without transactions stores them one after the other. */
  @Override
  public List<Inserted> insertThen(
      List<NewTask> tasks, Function<List<Inserted>, List<NewTask>> more) {
    if (!database.transactions()) {
      return RequestStore.super.insertThen(tasks, more);
    }
    return database.call(
        () -> {
          try (ClientSession session = database.session()) {
            session.startTransaction(Database.TRANSACTION);
            Scope scope = Scope.within(database, session);
            List<Inserted> answers = new ArrayList<>(insert(scope, tasks));
            answers.addAll(insert(scope, more.apply(List.copyOf(answers))));
            session.commitTransaction();
            return answers;
          }
        });
  }

  @Override
  public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
    if (!database.transactions()) {
      throw refused(
          "this MongoDB has no transactions: a request can join one on a replica set or a sharded"
              + " cluster only");
    }
    if (!(transaction instanceof ClientSession session)) {
      throw refused(
          "a request joins a com.mongodb.client.ClientSession, not a "
              + transaction.getClass().getName());
    }
    if (!session.hasActiveTransaction()) {
      throw refused("the ClientSession has no open transaction: call startTransaction first");
    }
    return database.call(() -> insert(Scope.within(database, session), tasks));
  }

  private static StoreException refused(String why) {
    return new StoreException(StoreException.Kind.PERMANENT, why);
  }

  List<Inserted> insert(Scope scope, List<NewTask> tasks) {
    Inserted[] answers = new Inserted[tasks.size()];
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      open.add(i);
    }
    while (!open.isEmpty()) {
      List<Integer> wave = wave(tasks, open);
      List<Inserted> inserted = insertWave(scope, wave.stream().map(tasks::get).toList());
      for (int n = 0; n < wave.size(); n++) {
        answers[wave.get(n)] = inserted.get(n);
      }
      open.removeAll(new HashSet<>(wave));
    }
    return Arrays.asList(answers);
  }

  /** The next requests of which no two have the same id or key: mostly, all. */
  private static List<Integer> wave(List<NewTask> tasks, List<Integer> open) {
    Set<Object> seen = new HashSet<>();
    List<Integer> wave = new ArrayList<>();
    for (int i : open) {
      NewTask task = tasks.get(i);
      boolean fresh = !seen.contains(id(task));
      boolean free = task.spec().key().filter(k -> seen.contains(k.value())).isEmpty();
      seen.add(id(task));
      task.spec().key().ifPresent(k -> seen.add(k.value()));
      if (fresh && free) {
        wave.add(i);
      }
    }
    return wave;
  }

  private static TaskId id(NewTask task) {
    return task.spec().id();
  }

  private List<Inserted> insertWave(Scope scope, List<NewTask> tasks) {
    List<NewTask> keyed = tasks.stream().filter(t -> t.spec().key().isPresent()).toList();
    Map<TaskId, Keys.Decision> decisions = keyed.isEmpty() ? Map.of() : keys.take(scope, keyed);
    long now = database.clock().micros();
    Map<TaskId, Document> rows = new LinkedHashMap<>();
    for (NewTask task : tasks) {
      Optional<Keys.Decision> decision = Optional.ofNullable(decisions.get(id(task)));
      if (decision.flatMap(Keys.Decision::answer).isEmpty()) {
        TaskId under = decision.map(Keys.Decision::under).orElse(id(task));
        rows.put(id(task), Binding.task(task, under, now));
      }
    }
    effects.place(tasks, rows, now);
    Set<Object> taken = scope.insert(scope.tasks(), List.copyOf(rows.values()));
    confirm(scope, keyed, rows);
    if (scope.alone()) {
      effects.pass(tasks, rows, now);
    }
    return tasks.stream().map(t -> answer(scope, t, decisions, rows, taken)).toList();
  }

  private void confirm(Scope scope, List<NewTask> keyed, Map<TaskId, Document> rows) {
    Map<String, TaskId> stored = new HashMap<>();
    for (NewTask task : keyed) {
      Optional.ofNullable(rows.get(id(task)))
          .ifPresent(row -> stored.put(task.spec().key().orElseThrow().value(), new Row(row).id()));
    }
    if (!stored.isEmpty()) {
      keys.confirm(scope, stored.keySet(), stored.values());
    }
  }

  private static Inserted answer(
      Scope scope,
      NewTask task,
      Map<TaskId, Keys.Decision> decisions,
      Map<TaskId, Document> rows,
      Set<Object> taken) {
    Optional<Document> row = Optional.ofNullable(rows.get(id(task)));
    if (row.isEmpty()) {
      return Objects.requireNonNull(decisions.get(id(task))).answer().orElseThrow();
    }
    TaskId under = new Row(row.get()).id();
    boolean fresh = !taken.contains(under.value());
    boolean other = !fresh && Keys.find(scope, under).filter(d -> Keys.differ(d, task)).isPresent();
    return new Inserted(under, fresh, other);
  }
}
