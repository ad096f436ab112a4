package dev.stint.bootstrap;

import dev.stint.application.api.AfterResponse;
import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.Principal;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.AskTasks;
import dev.stint.application.api.operate.CheckBuild;
import dev.stint.application.api.operate.CleanTasks;
import dev.stint.application.api.operate.ReadRequests;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.api.operate.RunUnstored;
import dev.stint.application.api.operate.ScheduleTasks;
import dev.stint.application.api.operate.SteerQueues;
import dev.stint.application.api.operate.SteerTasks;
import dev.stint.application.api.operate.TasksAs;
import dev.stint.application.api.operate.Work;
import dev.stint.application.engine.EngineParts;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.DeclaredSchedules;
import dev.stint.application.engine.inline.UnstoredRuns;
import dev.stint.application.memory.InProcessWakeups;
import dev.stint.application.registers.GateRegister;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.service.AccessService;
import dev.stint.application.service.AskService;
import dev.stint.application.service.CheckService;
import dev.stint.application.service.CleanService;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.QueueService;
import dev.stint.application.service.ReadService;
import dev.stint.application.service.ScheduleService;
import dev.stint.application.service.SteerService;
import dev.stint.application.service.TracedRequests;
import dev.stint.application.service.Types;
import dev.stint.application.service.UniqueRequests;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.StoreBackend;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Stint put together, for hosts without Guice: say the store, define the task types, and use the
 * ports. Thread-safe; makes no thread until it is used.
 */
public final class Stint implements AutoCloseable {

  private final TasksAs all;
  private final Machine.Running running;
  private final RunUnstored unstored;
  private final ScheduleTasks schedules;
  private final SteerQueues queues;
  private final CleanTasks clean;
  private final Types types;
  private final Secrets secrets;
  private final CheckBuild check;
  private final AccessService access;
  private final Duration patience;

  private Stint(Builder from, Machine machine) {
    Config config = from.config;
    this.patience = config.grace();
    this.types = new Types(from.definitions);
    ArgumentCodec codec = from.codec();
    this.secrets = new Secrets(types, codec);
    secrets.check(from.canSeal());
    NewTasks newTasks = new NewTasks(types, codec, config, from.requester::current);
    Stores stores = secrets.sealing(from.stores);
    RequestTasks stored = machine.requests(stores.requests(), from.wakeups, newTasks, config);
    RequestTasks plain = TracedRequests.of(stored, from.around.tracer());
    SteerTasks steer = new SteerService(stores, config, codec, types);
    this.queues = new QueueService(new GateRegister(stores.registers(), codec));
    ScheduleRegister register = new ScheduleRegister(stores.registers(), codec);
    ScheduleService scheduling =
        new ScheduleService(register, secrets.refusing(newTasks), stores, from.wakeups);
    from.schedules.forEach(scheduling::check);
    this.schedules = scheduling;
    AskTasks ask =
        new AskService(
            stores.queries(), QueryFactory.parts(types, codec, from.links, from.notices));
    RequestTasks tasks = new UniqueRequests(plain, ask, steer);
    this.clean = new CleanService(stores, types, codec, config);
    this.all = new TasksAs(tasks, ask, steer, new ReadService(types, codec), clean);
    this.access = new AccessService(from.access, all, plain, register::makes);
    RandomGenerator random = machine.random();
    Registry registry = new Registry(from.definitions, codec, config, random);
    registry.check(stores.chunks());
    this.check = new CheckService(stores.queries(), registry::unreadable);
    EngineParts parts =
        new EngineParts(
            stores,
            from.mutexes,
            from.wakeups,
            codec,
            registry,
            config,
            from.observer,
            newTasks,
            machine::newWorker,
            from.label,
            machine.ticker(),
            random,
            from.around
                .declared(new DeclaredSchedules(from.schedules, scheduling::put))
                .access(from.access));
    this.running = machine.run(parts, tasks);
    this.unstored = new UnstoredRuns(parts, tasks, machine.clock());
  }

  /**
   * Begins with a store, its mutexes, and its hints where it has any: a new task is then seen at
   * once by all workers, for one connection that a listener keeps.
   */
  public static Builder on(StoreBackend store) {
    Builder builder = new Builder(store.stores(), store.mutexes());
    store.wakeups().ifPresent(builder::wakeups);
    builder.storeLease = store.lease();
    return builder;
  }

  /**
   * Begins with a store and mutexes that may be of another kind; without hints between processes.
   */
  public static Builder on(Stores stores, Mutexes mutexes) {
    return new Builder(stores, mutexes);
  }

  public RequestTasks tasks() {
    return all.tasks();
  }

  /** Requests made of words, for doors to the outside. */
  public ReadRequests read() {
    return all.read();
  }

  /** Small work at once in the caller's thread, the rest stored. */
  public RunUnstored unstored() {
    return unstored;
  }

  /** Interactive tasks at once in the caller's thread, the rest of them in the background. */
  public RunInCaller inCaller() {
    return running.inCaller();
  }

  /** A new list of what one host request asks for, stored when its response is out. */
  public AfterResponse afterResponse() {
    return new AfterResponse(tasks());
  }

  public RunBatch batches() {
    return running.batches();
  }

  public Work work() {
    return running.work();
  }

  /** Ends batches under way as if their time was up. */
  public void stopBatches() {
    running.stopBatches().run();
  }

  /**
   * Ends batches under way and stops work, waiting at most the configured grace for actions to
   * yield. Safe to repeat. The store stays open: it is the host's.
   */
  @Override
  public void close() {
    stopBatches();
    work().stop(patience);
  }

  public SteerTasks steer() {
    return all.steer();
  }

  public ScheduleTasks schedules() {
    return schedules;
  }

  public SteerQueues queues() {
    return queues;
  }

  public AskTasks ask() {
    return all.ask();
  }

  public CleanTasks clean() {
    return clean;
  }

  /** Which stored tasks this build could not read. */
  public CheckBuild check() {
    return check;
  }

  /** The ports as the access policy allows them to somebody. */
  public TasksAs as(Principal who) {
    return access.as(who);
  }

  /**
   * What a task came to, for the host's own code; also the result of a secret task type, which no
   * other port shows.
   *
   * @throws ArgumentCodec.UnreadableException if it is no such result, or cannot be opened
   */
  public <R> Optional<R> result(TaskRow task, Class<R> type) {
    return secrets.result(task, type);
  }

  public Types types() {
    return types;
  }

  /** What Stint is made of; not thread-safe. */
  public static final class Builder extends HostSettings<Builder> {
    private final Stores stores;
    private final Mutexes mutexes;
    private Wakeups wakeups = new InProcessWakeups();
    private Config config = Config.DEFAULT;
    private Optional<Duration> storeLease = Optional.empty();

    private Builder(Stores stores, Mutexes mutexes) {
      this.stores = stores;
      this.mutexes = mutexes;
    }

    Stores stores() {
      return stores;
    }

    Wakeups wakeups() {
      return wakeups;
    }

    Config config() {
      return config;
    }

    @Override
    Builder self() {
      return this;
    }

    public Builder wakeups(Wakeups value) {
      wakeups = value;
      return this;
    }

    public Builder config(Config value) {
      config = value;
      return this;
    }

    /**
     * @throws RefusedException if the definitions do not fit the store, or a schedule its
     *     definition, or if store and configuration have different leases
     */
    public Stint build() {
      return build(Machine.REAL);
    }

    Stint build(Machine machine) {
      storeLease.filter(lease -> !lease.equals(config.lease())).ifPresent(this::refuseLease);
      return new Stint(this, machine);
    }

    private void refuseLease(Duration lease) {
      throw new RefusedException(
          "the store was set up for a lease of %s and the configuration says %s: give both the same"
              .formatted(lease, config.lease()));
    }
  }
}
