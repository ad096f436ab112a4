package dev.stint.bootstrap;

import dev.stint.application.api.Config;
import dev.stint.application.api.RequestTasks;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.api.operate.RunInCaller;
import dev.stint.application.api.operate.Work;
import dev.stint.application.engine.Engine;
import dev.stint.application.engine.EngineParts;
import dev.stint.application.engine.base.Ticker;
import dev.stint.application.engine.inline.CallerThreadRuns;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.RequestService;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.WorkerId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What a {@link Stint} runs on: this machine's clock, chance and threads, or those of a test. */
interface Machine {

  /** The real one. */
  Machine REAL = new Real();

  Ticker ticker();

  /** The host's own clock. */
  InstantSource clock();

  RandomGenerator random();

  WorkerId newWorker();

  RequestTasks requests(RequestStore store, Wakeups wakeups, NewTasks newTasks, Config config);

  Running run(EngineParts parts, RequestTasks tasks);

  /**
   * What runs tasks.
   *
   * @param stopBatches ends batches under way as if their time was up
   */
  record Running(Work work, RunBatch batches, RunInCaller inCaller, Runnable stopBatches) {}

  /** Threads, and time that passes by itself. */
  final class Real implements Machine {

    @Override
    public Ticker ticker() {
      return Ticker.SYSTEM;
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public RandomGenerator random() {
      return new Jitter();
    }

    @Override
    public WorkerId newWorker() {
      return new WorkerId(UUID.randomUUID());
    }

    @Override
    public RequestTasks requests(
        RequestStore store, Wakeups wakeups, NewTasks newTasks, Config config) {
      return new RequestService(store, wakeups, newTasks, config, System::nanoTime);
    }

    @Override
    public Running run(EngineParts parts, RequestTasks tasks) {
      Engine engine = new Engine(parts);
      return new Running(
          engine, engine, new CallerThreadRuns(parts, tasks, engine), engine::stopBatches);
    }
  }
}
