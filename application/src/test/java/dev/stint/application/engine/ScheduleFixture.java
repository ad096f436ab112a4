package dev.stint.application.engine;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.Schedule;
import dev.stint.application.engine.base.DeclaredSchedules;
import dev.stint.application.engine.claim.LineChoice;
import dev.stint.application.engine.upkeep.Schedules;
import dev.stint.application.registers.ScheduleRegister;
import dev.stint.application.service.NewTasks;
import dev.stint.application.service.ScheduleService;
import dev.stint.application.service.Types;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Schedules in memory: what ran, how often, and for which moment. */
final class ScheduleFixture {

  static final TaskType<String> TYPE = TaskType.of("report", String.class);
  static final ZoneId UTC = ZoneId.of("UTC");
  static final ScheduleName NAME = new ScheduleName("nightly");

  final EngineFixture rig;
  final ScheduleService schedules;
  final Map<TaskId, AtomicInteger> ran = new ConcurrentHashMap<>();

  ScheduleFixture() {
    this(stores -> stores);
  }

  ScheduleFixture(UnaryOperator<Stores> wrap) {
    TaskDefinition<String> definition =
        TaskDefinition.of(
            TYPE,
            (args, context) -> {
              ran.computeIfAbsent(context.task(), t -> new AtomicInteger()).incrementAndGet();
              return StepOutcome.done();
            });
    rig = new EngineFixture(List.of(definition), TaskObserver.NONE, wrap);
    schedules = serviceOn(rig);
  }

  private static ScheduleService serviceOn(EngineFixture rig) {
    TaskDefinition<String> any = TaskDefinition.of(TYPE, (args, context) -> StepOutcome.done());
    NewTasks newTasks = new NewTasks(new Types(List.of(any)), rig.codec, EngineFixture.CONFIG);
    return new ScheduleService(
        new ScheduleRegister(rig.reference.registers(), rig.codec),
        newTasks,
        rig.reference,
        Wakeups.NONE);
  }

  static Schedule<String> cron(String pattern) {
    return Schedule.cron(NAME.value(), pattern, UTC, TYPE.with("x"));
  }

  static Schedule<String> every(Duration delay) {
    return Schedule.every(NAME.value(), delay, TYPE.with("x"));
  }

  void batch() {
    rig.engine.runBatch(Duration.ofSeconds(60));
  }

  void batchAfter(Duration step) {
    rig.step(step);
    batch();
  }

  /** The moments that ran, oldest first; fails if one ran twice. */
  List<Instant> moments() {
    List<Instant> moments = new ArrayList<>();
    ran.forEach(
        (task, times) -> {
          if (times.get() != 1) {
            throw new AssertionError(task + " ran " + times + " times");
          }
          moments.add(rig.row(task).due());
        });
    return moments.stream().sorted().toList();
  }

  Optional<Instant> due() {
    return schedules.list().stream().flatMap(s -> s.course().due().stream()).findFirst();
  }

  /** The same engine on other stores, with schedules of its own. */
  EngineParts parts(Stores stores, Schedule<?>... declared) {
    EngineParts p = rig.parts;
    return new EngineParts(
        stores,
        p.mutexes(),
        p.wakeups(),
        p.codec(),
        p.registry(),
        p.config(),
        p.observer(),
        p.requests(),
        p.workerIds(),
        p.label(),
        p.ticker(),
        p.random(),
        p.around().declared(new DeclaredSchedules(List.of(declared), schedules::put)));
  }

  /** The engine's part alone, on a clock that stands still until it is stepped. */
  Looking looking(EngineParts parts) {
    return new Looking(parts, rig);
  }

  /** A worker that never starts, whose rounds the test calls. */
  static final class Looking {
    final AtomicLong nanos = new AtomicLong(1);
    final WorkerAssembly worker;
    final Schedules rounds;
    private final EngineFixture rig;

    Looking(EngineParts p, EngineFixture rig) {
      this.rig = rig;
      EngineParts stepped =
          new EngineParts(
              p.stores(),
              p.mutexes(),
              p.wakeups(),
              p.codec(),
              p.registry(),
              p.config(),
              p.observer(),
              p.requests(),
              p.workerIds(),
              p.label(),
              nanos::get,
              p.random(),
              p.around());
      LineChoice lines = LineChoice.of(p.registry(), java.util.Set.of(), java.util.Set.of());
      worker = new WorkerAssembly(stepped, lines, 1, Optional.empty());
      worker.clock.heard(rig.now.get(), worker.clock.nanos());
      rounds = new LifecycleAssembly(worker, () -> {}).schedules;
    }

    /** Steps both clocks and looks. */
    void roundAfter(Duration step) {
      rig.step(step);
      nanos.addAndGet(step.toNanos());
      rounds.round();
    }
  }
}
