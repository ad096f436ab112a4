package dev.stint.application.engine;

import dev.stint.application.api.ArgumentCodec;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.engine.action.Registry;
import dev.stint.application.engine.base.GuardedCodec;
import dev.stint.application.engine.base.GuardedObserver;
import dev.stint.application.engine.base.HostExtensions;
import dev.stint.application.engine.base.Ticker;
import dev.stint.application.service.GuardedWakeups;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Line;
import dev.stint.domain.TaskTypeName;
import dev.stint.domain.WorkerId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What an engine is made of.
 *
 * @param requests turns requests made by actions into tasks to store
 * @param workerIds gives a new id at every call
 * @param label names this process for people
 * @param around what the host put around its tasks
 */
public record EngineParts(
    Stores stores,
    Mutexes mutexes,
    Wakeups wakeups,
    ArgumentCodec codec,
    Registry registry,
    Config config,
    TaskObserver observer,
    Function<List<Request<?>>, List<NewTask>> requests,
    Supplier<WorkerId> workerIds,
    String label,
    Ticker ticker,
    RandomGenerator random,
    HostExtensions around) {

  public EngineParts {
    observer = GuardedObserver.of(observer, ticker);
    codec = GuardedCodec.of(codec);
    wakeups = GuardedWakeups.of(wakeups);
  }

  /** A new worker, as it introduces itself. */
  WorkerRow worker() {
    Set<TaskTypeName> types =
        registry.definitions().stream()
            .flatMap(d -> d.names().stream())
            .collect(Collectors.toUnmodifiableSet());
    return new WorkerRow(workerIds.get(), label, config.lease(), types);
  }

  /** The types' own lines: others are known once a task is met there. */
  void tellLines() {
    if (observer != TaskObserver.NONE) {
      observer.serves(
          registry.definitions().stream().map(d -> new Line(d.queue(), d.type().name())).toList());
    }
  }

  EngineParts with(Registry other) {
    return new EngineParts(
        stores, mutexes, wakeups, codec, other, config, observer, requests, workerIds, label,
        ticker, random, around);
  }

  EngineParts with(Stores other) {
    return new EngineParts(
        other, mutexes, wakeups, codec, registry, config, observer, requests, workerIds, label,
        ticker, random, around);
  }
}
