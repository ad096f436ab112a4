package dev.stint.bootstrap;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.Requested;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.engine.EngineParts;
import dev.stint.application.engine.SteppedEngine;
import dev.stint.application.engine.base.Ticker;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.RequestService;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.WorkerId;
import dev.stint.domain.task.TaskRow;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;

/**
 * A {@link Stint} that runs tasks only when it is told to, in the calling thread, on a clock that
 * is stepped. The base of the test kit in {@code stint-testing}, which hosts use instead: this
 * class promises nothing. For one thread.
 */
public final class SteppedStint {

  private final Time time;
  private final Random random;
  private final Random workers;
  private final Stint stint;
  private final ArgumentCodec codec;
  private final SteppedEngine engine;

  /** A clock that stands still until somebody steps it. */
  public interface Time extends InstantSource {

    /** Lets this many nanoseconds pass, where an engine with threads would wait. */
    void pass(long nanos);
  }

  /**
   * @param seed of all that is drawn by chance
   * @throws RefusedException as {@link Stint.Builder#build}
   */
  public SteppedStint(Stint.Builder from, Time time, long seed) {
    this.time = time;
    this.random = new Random(seed);
    this.workers = new Random(seed);
    this.codec = from.codec();
    this.stint = from.build(new Stepped());
    this.engine = (SteppedEngine) stint.work();
  }

  public Stint stint() {
    return stint;
  }

  /** What turns arguments and results into bytes and back. */
  public ArgumentCodec codec() {
    return codec;
  }

  /** Runs what is due, at most this many stints; answers whether nothing is left. */
  public boolean runDue(int most) {
    return engine.run(ran -> ran == most);
  }

  /** Runs one stint of the most urgent task that is due; answers whether there was one. */
  public boolean runNext() {
    boolean[] any = new boolean[1];
    engine.run(
        ran -> {
          any[0] |= ran > 0;
          return ran > 0;
        });
    return any[0];
  }

  /** Time passed while a task runs: its worker renews, and ends it if it is overdue. */
  public void timePassed() {
    engine.timePassed();
  }

  /** Ends what is under way as if its process had been killed. By another thread than its own. */
  public void abandon() {
    engine.abandon();
  }

  private static long nanos(Instant now) {
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  /** As in a transaction of its caller: nobody else stores for it. */
  private record InCallersThread(RequestStore store) implements RequestStore {

    @Override
    public boolean joins() {
      return true;
    }

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      return store.insert(tasks);
    }

    @Override
    public List<Inserted> insertThen(
        List<NewTask> tasks, Function<List<Inserted>, List<NewTask>> more) {
      return store.insertThen(tasks, more);
    }

    @Override
    public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
      return store.insertWithin(transaction, tasks);
    }
  }

  private final class Stepped implements Machine {

    @Override
    public Ticker ticker() {
      return () -> nanos(time.instant());
    }

    @Override
    public InstantSource clock() {
      return time;
    }

    @Override
    public RandomGenerator random() {
      return random;
    }

    @Override
    public WorkerId newWorker() {
      return new WorkerId(new UUID(workers.nextLong(), workers.nextLong()));
    }

    @Override
    public RequestTasks requests(
        RequestStore store, Wakeups wakeups, NewTasks newTasks, Config config) {
      LongConsumer pause = time::pass;
      return new RequestService(
          new InCallersThread(store), wakeups, newTasks, config, ticker()::nanos, pause);
    }

    @Override
    public Running run(EngineParts parts, RequestTasks tasks) {
      SteppedEngine engine = new SteppedEngine(parts, time::pass);
      RunInCaller here = (request, budget) -> runInCaller(request, tasks);
      return new Running(engine, engine, here, () -> {});
    }

    private RunInCaller.Result runInCaller(Request<?> request, RequestTasks tasks) {
      Requested requested = tasks.request(request.interactive());
      while (row(requested).filter(r -> r.started().isEmpty()).isPresent() && runNext()) {}
      Optional<TaskRow> row = row(requested);
      return new RunInCaller.Result(requested, row.flatMap(TaskRow::started).isPresent(), row);
    }

    private Optional<TaskRow> row(Requested requested) {
      return stint.ask().find(requested.id());
    }
  }
}
