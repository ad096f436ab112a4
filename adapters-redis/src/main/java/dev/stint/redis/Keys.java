package dev.stint.redis;

import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.domain.IdempotencyKey;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.store.TakenKey;
import dev.stint.domain.task.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Idempotency keys, each in a slot of its own: written first and confirmed once its task is stored.
 * Whoever finds an unconfirmed key stores its own request under the id it names, and
 * insert-if-absent decides.
 */
final class Keys {

  private final Redis redis;

  Keys(Redis redis) {
    this.redis = redis;
  }

  /** What to do with a request: store it so, or answer so; neither means: ask again. */
  record Verdict(Optional<NewTask> store, Optional<Inserted> answer) {

    private static final Verdict AGAIN = new Verdict(Optional.empty(), Optional.empty());

    private static Verdict store(NewTask task) {
      return new Verdict(Optional.of(task), Optional.empty());
    }

    private static Verdict answer(TaskId id, boolean other) {
      return new Verdict(Optional.empty(), Optional.of(new Inserted(id, false, other)));
    }
  }

  private enum State {
    GONE,
    LIVE,
    FINISHED,
    /** Nothing is stored under the id, nor will be. */
    BARRED
  }

  /**
   * @param place the partition of the task
   */
  private record Held(TaskId task, IdempotencyKey.Scope scope, boolean confirmed, int place) {}

  /** A key as a task finds it. */
  private record Taken(boolean own, boolean stored, Held held, Holder holder) implements TakenKey {

    @Override
    public boolean confirmed() {
      return held.confirmed;
    }

    @Override
    public boolean holderStored() {
      return holder.stored();
    }

    @Override
    public boolean holderLive() {
      return holder.state == State.LIVE;
    }

    @Override
    public IdempotencyKey.Scope scope() {
      return held.scope;
    }
  }

  /** What is stored under an id, and whether with other arguments than a request's. */
  private record Holder(State state, boolean otherArguments) {
    boolean stored() {
      return state == State.LIVE || state == State.FINISHED;
    }
  }

  private String base(IdempotencyKey key) {
    return redis.prefix() + ":key:" + key.value();
  }

  private static IdempotencyKey key(NewTask task) {
    return task.spec().key().orElseThrow();
  }

  /** Decides for requests of different keys. */
  List<Verdict> judge(List<NewTask> tasks) {
    List<Call> calls = new ArrayList<>();
    for (NewTask task : tasks) {
      calls.add(
          new Call(
              "key_take",
              base(key(task)),
              Writing.id(task.spec().id())
                  .add(key(task).scope().name())
                  .add(redis.places().of(task.spec()))));
    }
    List<Object> answers = redis.callAll(calls);
    List<Verdict> verdicts = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      Held held = held((List<?>) answers.get(i));
      NewTask task = tasks.get(i);
      boolean ours = held.task.equals(task.spec().id());
      verdicts.add(ours ? Verdict.store(task) : judge(task, held));
    }
    return verdicts;
  }

  private Held held(List<?> answer) {
    TaskId task = Row.id(Args.text(answer.get(0)));
    return new Held(
        task,
        StoredCodes.scope(Args.text(answer.get(1))),
        "1".equals(Args.text(answer.get(2))),
        place(task, answer.get(3)));
  }

  private int place(TaskId task, @Nullable Object written) {
    int place =
        written == null ? redis.partitions().of(task) : Integer.parseInt(Args.text(written));
    redis.places().saw(task, place);
    return place;
  }

  private Verdict judge(NewTask task, Held held) {
    TaskId own = task.spec().id();
    List<Object> answers =
        redis.callAll(
            List.of(
                asking(own, redis.places().of(task.spec()), task),
                asking(held.task, held.place, task)));
    Holder itself = holder(answers.get(0));
    Holder holder = holder(answers.get(1));
    TakenKey.Answer answer = new Taken(false, itself.stored(), held, holder).answer();
    if (!held.confirmed && holder.stored()) {
      confirm(key(task), held.task);
    }
    return switch (answer) {
      case STORE -> Verdict.store(task);
      case ITSELF -> Verdict.answer(own, itself.otherArguments);
      case ADOPT -> adopt(task, held);
      case HOLDER -> Verdict.answer(held.task, holder.otherArguments);
      case PASS -> pass(task, held.task);
    };
  }

  /**
   * What to do with an id under which nothing is stored yet. In another partition, that of another
   * serial key, insert-if-absent cannot decide between the two: nothing may be stored under it.
   */
  private Verdict adopt(NewTask task, Held held) {
    NewTask renamed = under(task, held.task);
    if (held.place == redis.places().of(renamed.spec())) {
      return Verdict.store(renamed);
    }
    String base = redis.partitions().base(held.place);
    boolean barred = (Long) redis.call("bar", base, Writing.id(held.task)) == 1;
    return barred ? pass(task, held.task) : Verdict.AGAIN;
  }

  private Verdict pass(NewTask task, TaskId before) {
    return pass(task.spec(), before, false) ? Verdict.store(task) : Verdict.AGAIN;
  }

  private Call asking(TaskId id, int place, NewTask task) {
    Args args = wish(id, task.spec());
    return new Call("holder", redis.partitions().base(place), args);
  }

  private static Args wish(TaskId id, TaskSpec spec) {
    return new Args().add(1).add(Row.hex(id)).add(spec.line().type().value()).add(spec.arguments());
  }

  private static Holder holder(Object answer) {
    List<?> parts = (List<?>) answer;
    State state =
        switch (Args.text(parts.get(0))) {
          case "L" -> State.LIVE;
          case "F" -> State.FINISHED;
          case "B" -> State.BARRED;
          default -> State.GONE;
        };
    return new Holder(state, (Long) parts.get(1) == 1);
  }

  private static NewTask under(NewTask task, TaskId id) {
    TaskSpec spec = task.spec();
    TaskSpec renamed =
        new TaskSpec(
            id,
            spec.line(),
            spec.lane(),
            spec.priority(),
            spec.version(),
            spec.arguments(),
            spec.plan(),
            spec.options(),
            spec.name(),
            spec.owner(),
            spec.key(),
            spec.serialKey());
    return new NewTask(renamed, task.run(), task.due(), task.claimed(), false);
  }

  private boolean pass(TaskSpec to, TaskId before, boolean confirmed) {
    IdempotencyKey key = to.key().orElseThrow();
    Args args =
        Writing.id(to.id())
            .add(key.scope().name())
            .add(redis.places().of(to))
            .add(Row.hex(before))
            .add(confirmed);
    return (Long) redis.call("key_pass", base(key), args) == 1;
  }

  /** Says of each task that it is stored; false where the key passed on. */
  List<Boolean> confirm(List<NewTask> tasks) {
    return redis
        .callAll(
            tasks.stream()
                .map(t -> new Call("key_confirm", base(key(t)), Writing.id(t.spec().id())))
                .toList())
        .stream()
        .map(answer -> (Long) answer == 1)
        .toList();
  }

  private void confirm(IdempotencyKey key, TaskId task) {
    redis.call("key_confirm", base(key), Writing.id(task));
  }

  /** The task that the key names. */
  Optional<TaskId> find(IdempotencyKey key) {
    List<?> answer = (List<?>) redis.call("key_find", base(key), new Args());
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    TaskId task = Row.id(Args.text(answer.get(0)));
    place(task, answer.get(1));
    return Optional.of(task);
  }

  /** Takes a finished task's ACTIVE key for its restart; false if it names another live task. */
  boolean retake(TaskSpec spec) {
    IdempotencyKey key = spec.key().orElseThrow();
    Args taking = Writing.id(spec.id()).add(key.scope().name()).add(redis.places().of(spec));
    Held held = held((List<?>) redis.call("key_take", base(key), taking));
    if (held.task.equals(spec.id())) {
      confirm(key, spec.id());
      return true;
    }
    Args args = wish(held.task, spec);
    Holder holder = holder(redis.call("holder", redis.partitions().base(held.place), args));
    return new Taken(false, true, held, holder).back() && pass(spec, held.task, true);
  }

  /** Lets the key of a task that goes answer until a moment in microseconds, or go with it. */
  void drop(IdempotencyKey key, TaskId task, long until) {
    redis.call("key_drop", base(key), Writing.id(task).add(until));
  }
}
