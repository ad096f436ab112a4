package dev.stint.redis;

import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.SerialKey;
import dev.stint.domain.life.ClaimRank;
import dev.stint.domain.task.TaskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** See {@link RequestStore}. */
final class RedisRequestStore implements RequestStore {

  private static final String UNCLAIMED = "-".repeat(48);

  private final Redis redis;
  private final Keys keys;

  RedisRequestStore(Redis redis) {
    this.redis = redis;
    this.keys = new Keys(redis);
  }

  @Override
  public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
    throw new StoreException(
        StoreException.Kind.PERMANENT,
        "Redis has no transactions for a request to join; ask for it after the commit");
  }

  @Override
  public List<Inserted> insert(List<NewTask> tasks) {
    Map<Integer, Inserted> answers = new HashMap<>();
    List<Integer> keyless = new ArrayList<>();
    List<Integer> keyed = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      (tasks.get(i).spec().key().isPresent() ? keyed : keyless).add(i);
    }
    List<NewTask> plain = keyless.stream().map(tasks::get).toList();
    List<Stored> stored = store(plain);
    for (int i = 0; i < plain.size(); i++) {
      NewTask task = plain.get(i);
      boolean other = stored.get(i) == Stored.OTHER_ARGUMENTS;
      answers.put(
          keyless.get(i), new Inserted(task.spec().id(), stored.get(i) == Stored.NEW, other));
    }
    while (!keyed.isEmpty()) {
      keyed = insertKeyed(tasks, keyed, answers);
    }
    List<Inserted> inOrder = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      inOrder.add(Optional.ofNullable(answers.get(i)).orElseThrow());
    }
    return inOrder;
  }

  /** What the store holds under a task's id now. */
  private enum Stored {
    THERE,
    NEW,
    OTHER_ARGUMENTS,
    /** Nothing, nor will be: the id was given up for another request of its key. */
    BARRED
  }

  private List<Stored> store(List<NewTask> tasks) {
    tasks.forEach(t -> redis.places().saw(t.spec()));
    return redis.batch(
        "insert",
        tasks,
        t -> redis.places().of(t.spec()),
        RedisRequestStore::bind,
        (answer, i) -> Stored.values()[((Long) answer.get(i)).intValue()],
        answer -> (List<?>) answer);
  }

  private static void bind(Args args, NewTask task) {
    TaskSpec spec = task.spec();
    args.add(Row.hex(spec.id()))
        .add(SortKeys.line(spec.line()))
        .add(SortKeys.head(spec.lane(), spec.priority(), ClaimRank.ORDINARY.ordinal()));
    SortKeys.due(args, task.due())
        .add(Codes.of(task.run()))
        .add(task.run().suspect())
        .add(TaskCodec.spec(spec))
        .add(spec.arguments())
        .add(spec.options())
        .add(TaskCodec.run(task.run()))
        .add(tail(task));
  }

  /** The mark of an idempotency key and, for few tasks, claim and serial key. */
  private static String tail(NewTask task) {
    String mark = task.spec().key().isPresent() ? "1" : "0";
    String serial = task.spec().serialKey().map(SerialKey::value).orElse("");
    return task.claimed()
        .map(c -> mark + c.worker() + Writing.padded(c.number(), 12) + serial)
        .orElseGet(() -> serial.isEmpty() ? mark : mark + UNCLAIMED + serial);
  }

  private static void refuseBarred(Stored stored, NewTask task) {
    if (stored == Stored.BARRED) {
      throw new StoreException(
          StoreException.Kind.PERMANENT,
          "id %s was given up for another request of its key; request under a new id"
              .formatted(task.spec().id()));
    }
  }

  /** One round over tasks with keys, each key once; answers those to try again. */
  private List<Integer> insertKeyed(
      List<NewTask> tasks, List<Integer> places, Map<Integer, Inserted> answers) {
    Map<String, Integer> round = new HashMap<>();
    List<Integer> again = new ArrayList<>();
    for (Integer place : places) {
      String name = tasks.get(place).spec().key().orElseThrow().value();
      if (round.putIfAbsent(name, place) != null) {
        again.add(place);
      }
    }
    List<Integer> asked = places.stream().filter(round::containsValue).toList();
    List<Keys.Verdict> verdicts = keys.judge(asked.stream().map(tasks::get).toList());
    List<Integer> going = new ArrayList<>();
    List<NewTask> under = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      Keys.Verdict verdict = verdicts.get(i);
      if (verdict.store().isPresent()) {
        going.add(asked.get(i));
        under.add(verdict.store().get());
      } else if (verdict.answer().isPresent()) {
        answers.put(asked.get(i), verdict.answer().get());
      } else {
        again.add(asked.get(i));
      }
    }
    List<Stored> stored = store(under);
    List<Boolean> confirmed = keys.confirm(under);
    for (int i = 0; i < under.size(); i++) {
      boolean fresh = stored.get(i) == Stored.NEW;
      if (!fresh && !confirmed.get(i)) {
        again.add(going.get(i));
        continue;
      }
      refuseBarred(stored.get(i), under.get(i));
      boolean other = stored.get(i) == Stored.OTHER_ARGUMENTS;
      answers.put(going.get(i), new Inserted(under.get(i).spec().id(), fresh, other));
    }
    again.sort(Integer::compare);
    return again;
  }
}
