package dev.stint.application.engine;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.base.Ticker;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.RequestService;
import dev.stint.application.service.SteerService;
import dev.stint.application.service.Types;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Owner;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An engine on the in-memory store, whose store time stands still until it is stepped. */
final class EngineFixture {

  static final Config CONFIG =
      Config.DEFAULT.poll(Duration.ofMillis(20)).lease(Duration.ofSeconds(3));

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  final PlainCodec codec = new PlainCodec();
  final Stores reference;
  final Stores stores;
  final RequestService tasks;
  final SteerService steer;
  final Engine engine;
  final EngineParts parts;

  EngineFixture(List<TaskDefinition<?>> definitions) {
    this(definitions, TaskObserver.NONE, s -> s);
  }

  EngineFixture(
      List<TaskDefinition<?>> definitions, TaskObserver observer, UnaryOperator<Stores> wrap) {
    this(CONFIG, definitions, observer, wrap);
  }

  EngineFixture(
      Config config,
      List<TaskDefinition<?>> definitions,
      TaskObserver observer,
      UnaryOperator<Stores> wrap) {
    this(config, definitions, observer, wrap, m -> m);
  }

  EngineFixture(
      Config config,
      List<TaskDefinition<?>> definitions,
      TaskObserver observer,
      UnaryOperator<Stores> wrap,
      UnaryOperator<Mutexes> wrapMutexes) {
    this(config, definitions, observer, wrap, wrapMutexes, HostExtensions.NONE);
  }

  EngineFixture(Config config, List<TaskDefinition<?>> definitions, HostExtensions around) {
    this(config, definitions, TaskObserver.NONE, s -> s, m -> m, around);
  }

  /** One whose host tells of hints and of who asks. */
  EngineFixture(
      Config config,
      List<TaskDefinition<?>> definitions,
      Wakeups wakeups,
      Supplier<Optional<Owner>> requester) {
    this(
        config,
        definitions,
        TaskObserver.NONE,
        s -> s,
        m -> m,
        HostExtensions.NONE,
        c -> c,
        wakeups,
        requester);
  }

  /** One whose host brings its own codec. */
  EngineFixture(
      Config config, List<TaskDefinition<?>> definitions, UnaryOperator<ArgumentCodec> wrapCodec) {
    this(
        config,
        definitions,
        TaskObserver.NONE,
        s -> s,
        m -> m,
        HostExtensions.NONE,
        wrapCodec,
        Wakeups.NONE,
        Optional::empty);
  }

  EngineFixture(
      Config config,
      List<TaskDefinition<?>> definitions,
      TaskObserver observer,
      UnaryOperator<Stores> wrap,
      UnaryOperator<Mutexes> wrapMutexes,
      HostExtensions around) {
    this(
        config,
        definitions,
        observer,
        wrap,
        wrapMutexes,
        around,
        c -> c,
        Wakeups.NONE,
        Optional::empty);
  }

  private EngineFixture(
      Config config,
      List<TaskDefinition<?>> definitions,
      TaskObserver observer,
      UnaryOperator<Stores> wrap,
      UnaryOperator<Mutexes> wrapMutexes,
      HostExtensions around,
      UnaryOperator<ArgumentCodec> wrapCodec,
      Wakeups wakeups,
      Supplier<Optional<Owner>> requester) {
    InstantSource clock = now::get;
    ArgumentCodec used = wrapCodec.apply(codec);
    reference = InMemoryStores.create(clock);
    stores = wrap.apply(reference);
    NewTasks newTasks = new NewTasks(new Types(definitions), used, config, requester);
    tasks = new RequestService(stores.requests(), wakeups, newTasks, config, System::nanoTime);
    steer = new SteerService(stores, config, used, new Types(definitions));
    Random random = new Random(7);
    parts =
        new EngineParts(
            stores,
            wrapMutexes.apply(new InMemoryMutexes(clock)),
            wakeups,
            used,
            new Registry(definitions, used, config, random),
            config,
            observer,
            newTasks,
            () -> new WorkerId(UUID.randomUUID()),
            "test",
            Ticker.SYSTEM,
            random,
            around);
    engine = new Engine(parts);
  }

  /** The same parts on another ticker. */
  EngineParts on(Ticker ticker) {
    return new EngineParts(
        parts.stores(),
        parts.mutexes(),
        parts.wakeups(),
        parts.codec(),
        parts.registry(),
        parts.config(),
        parts.observer(),
        parts.requests(),
        parts.workerIds(),
        parts.label(),
        ticker,
        parts.random(),
        parts.around());
  }

  TaskRow row(TaskId task) {
    return reference.queries().find(task).orElseThrow();
  }

  List<TaskRow> rows(TaskType<?> type) {
    return reference
        .queries()
        .list(
            new TaskFilter(
                Set.of(),
                Optional.of(type.name()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1_000));
  }

  Run run(TaskId task) {
    return row(task).standing().run();
  }

  TaskStatus status(TaskId task) {
    return run(task).status();
  }

  void step(Duration by) {
    now.updateAndGet(t -> t.plus(by));
  }
}
