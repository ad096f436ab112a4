package dev.stint.application.service;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RequestOptions;
import dev.stint.application.api.operate.ReplayItems;
import dev.stint.application.api.operate.RestartPoint;
import dev.stint.application.api.operate.SteerResult;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.StoredCodes;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Decides what people want on what a task is now, and tries again if it moved meanwhile. */
public final class SteerService implements SteerTasks {

  private static final int TRIES = 20;

  private final RunStore runs;
  private final SteerStore store;
  private final Config config;
  private final ArgumentCodec codec;
  private final ReplayRules replays;
  private final RestartRules restarts;
  private final Predicate<VersionedTask> condition;

  public SteerService(Stores stores, Config config, ArgumentCodec codec, Types types) {
    this.runs = stores.runs();
    this.store = stores.steering();
    this.config = config;
    this.codec = codec;
    this.replays = new ReplayRules(stores.queries(), types, codec);
    this.restarts = new RestartRules(types, codec);
    this.condition = task -> true;
  }

  private SteerService(SteerService like, Predicate<VersionedTask> condition) {
    this.runs = like.runs;
    this.store = like.store;
    this.config = like.config;
    this.codec = like.codec;
    this.replays = like.replays;
    this.restarts = like.restarts;
    this.condition = condition;
  }

  @Override
  public SteerTasks onlyIf(Predicate<VersionedTask> more) {
    return new SteerService(this, condition.and(more));
  }

  @Override
  public List<Steered> pause(List<TaskId> tasks) {
    return each(tasks, "pause", "paused", s -> wish(s, Steering::pause, Signal.PAUSE));
  }

  @Override
  public List<Steered> resume(List<TaskId> tasks) {
    return each(tasks, "resume", "resumed", s -> move(s, Steering.resume(s.run())));
  }

  @Override
  public List<Steered> cancel(List<TaskId> tasks) {
    return each(tasks, "cancel", "cancelled", s -> wish(s, Steering::cancel, Signal.CANCEL));
  }

  @Override
  public List<Steered> restart(List<TaskId> tasks) {
    return each(tasks, "restart", "restarted", s -> move(s, Steering.restart(s.run())));
  }

  @Override
  public List<Steered> remove(List<TaskId> tasks) {
    return each(tasks, "remove", "removed", s -> wish(s, Steering::remove, Signal.REMOVE));
  }

  @Override
  public Steered replay(TaskId task, ReplayItems items) {
    return orRefused(
        task,
        () -> one(task, "replay", "replay requested", s -> move(s, replays.outcome(s, items))));
  }

  @Override
  public Steered restartAt(TaskId task, RestartPoint point) {
    return orRefused(
        task,
        () ->
            one(
                task,
                "restart at another action",
                "restarted at " + point.action().strip(),
                s -> restarts.restart(s, point).map(r -> restarted(s, r))));
  }

  private Steer restarted(VersionedTask seen, RestartRules.Restart restart) {
    return new Steer.Move(seen, restart.outcome(), keep(seen), List.of(restart.message()));
  }

  private static Steered orRefused(TaskId task, Supplier<Steered> wish) {
    try {
      return wish.get();
    } catch (SteerRefusal e) {
      return new Steered(task, SteerResult.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<Steered> prioritize(List<TaskId> tasks, int priority) {
    return each(
        tasks,
        "prioritize",
        "prioritized",
        s ->
            s.run().status().finished()
                ? Optional.empty()
                : Optional.of(new Steer.Adjust(s, Optional.of(priority), Optional.empty())));
  }

  @Override
  public List<Steered> options(List<TaskId> tasks, UnaryOperator<RequestOptions> change) {
    return each(
        tasks,
        "change its options",
        "changed",
        s -> s.run().status().finished() ? Optional.empty() : Optional.of(adjust(s, change)));
  }

  private Steer adjust(VersionedTask seen, UnaryOperator<RequestOptions> change) {
    RequestOptions before = options(seen);
    RequestOptions wished = NewTasks.checked(change.apply(before)).traced(before.trace());
    RequestOptions after = before.requester().map(wished::requestedBy).orElse(wished);
    boolean kept =
        after.after().equals(before.after())
            && after.patience().equals(before.patience())
            && after.absorbs().equals(before.absorbs())
            && after.callback().equals(before.callback())
            && after.simulate() == before.simulate();
    if (!kept) {
      throw new RefusedException(
          "what a task waits for, absorbs or simulates is fixed by its request");
    }
    Payload stored = after.equals(RequestOptions.NONE) ? Payload.NONE : codec.encode(after);
    return new Steer.Adjust(seen, Optional.empty(), Optional.of(stored));
  }

  private RequestOptions options(VersionedTask seen) {
    Payload stored = seen.spec().options();
    return stored.isNone()
        ? RequestOptions.NONE
        : (RequestOptions) codec.decode(stored, RequestOptions.class);
  }

  private Optional<Steer> wish(
      VersionedTask seen, Function<Run, Optional<Outcome>> decision, Signal signal) {
    return seen.run().status() == TaskStatus.RUNNING
        ? Optional.of(new Steer.Raise(seen, signal))
        : move(seen, decision.apply(seen.run()));
  }

  private Optional<Steer> move(VersionedTask seen, Optional<Outcome> outcome) {
    return outcome.map(o -> new Steer.Move(seen, o, keep(seen)));
  }

  private Duration keep(VersionedTask seen) {
    try {
      return options(seen).kept(config.keep());
    } catch (ArgumentCodec.UnreadableException e) {
      return config.keep();
    }
  }

  private List<Steered> each(
      List<TaskId> tasks,
      String verb,
      String done,
      Function<VersionedTask, Optional<Steer>> decide) {
    return tasks.stream().map(task -> one(task, verb, done, decide)).toList();
  }

  private Steered one(
      TaskId task, String verb, String done, Function<VersionedTask, Optional<Steer>> decide) {
    Optional<VersionedTask> before = Optional.empty();
    for (int i = 0; i < TRIES; i++) {
      Optional<VersionedTask> seen = runs.standing(task);
      if (seen.isEmpty()) {
        return new Steered(task, SteerResult.UNKNOWN, "there is no task " + task);
      }
      if (!condition.test(seen.get())) {
        return new Steered(task, SteerResult.REFUSED, "the task is not as it was any more");
      }
      Optional<String> unknown = StoredCodes.unknown(seen.get().run());
      boolean removes = verb.equals("remove") && seen.get().worker().isEmpty();
      if (unknown.isPresent() && !removes) {
        return new Steered(task, SteerResult.REFUSED, "the task is set apart: " + unknown.get());
      }
      Optional<Steer> steer = decide.apply(seen.get());
      if (steer.isEmpty()) {
        return new Steered(task, SteerResult.REFUSED, refusal(verb, seen.get()));
      }
      if (seen.equals(before)) {
        return new Steered(task, SteerResult.REFUSED, unmoved(verb));
      }
      before = seen;
      if (store.steer(List.of(steer.get())).get(0).landed()) {
        boolean signalled = steer.get() instanceof Steer.Raise;
        return signalled
            ? new Steered(task, SteerResult.SIGNALLED, "the worker running it has been signalled")
            : new Steered(task, SteerResult.DONE, done);
      }
    }
    return new Steered(task, SteerResult.REFUSED, "the task keeps changing; try again");
  }

  /** It did not move, and still the store said no: a record that is gone, or a key passed on. */
  private static String unmoved(String verb) {
    return "the task cannot be asked to "
        + verb
        + ": its record was removed, or its key names another task now";
  }

  private static String refusal(String verb, VersionedTask seen) {
    String status = seen.run().status().name().toLowerCase(Locale.ROOT);
    return "a task that is " + status + " cannot be asked to " + verb;
  }
}
