package dev.stint.application.service;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.LinkRenderer;
import dev.stint.application.api.extend.NoticeRenderer;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The services that people use, on the in-memory store, with time that moves when told. */
final class ServicesFixture {

  static final TaskType<String> MAIL = TaskType.of("mail", String.class);
  static final WorkerId WORKER = new WorkerId(new UUID(0, 1));

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  final AtomicLong nanos = new AtomicLong();
  final List<Runnable> started = new ArrayList<>();
  Runnable meanwhile = () -> {};
  final PlainCodec codec = new PlainCodec();
  final Stores stores = InMemoryStores.create(now::get);
  final Types types;
  final NewTasks newTasks;
  final RequestService plain;
  final AskService ask;
  final SteerService steer;
  final UniqueRequests tasks;
  final CleanService clean;
  final ReadService read;
  private long claims;

  ServicesFixture() {
    this(List.of(definition(MAIL)));
  }

  ServicesFixture(List<TaskDefinition<?>> definitions) {
    types = new Types(definitions);
    newTasks = new NewTasks(types, codec, Config.DEFAULT);
    plain =
        new RequestService(stores.requests(), Wakeups.NONE, newTasks, Config.DEFAULT, nanos::get);
    ask =
        new AskService(
            stores.queries(),
            new AskParts(
                types,
                codec,
                LinkRenderer.DEFAULT,
                NoticeRenderer.DEFAULT,
                nanos::get,
                this::pause,
                started::add));
    steer = new SteerService(stores, Config.DEFAULT, codec, types);
    tasks = new UniqueRequests(plain, ask, steer);
    read = new ReadService(types, codec);
    clean = new CleanService(stores, types, codec, Config.DEFAULT);
  }

  static TaskDefinition<String> definition(TaskType<String> type) {
    return TaskDefinition.of(type, (args, context) -> StepOutcome.done());
  }

  private void pause(long span) {
    nanos.addAndGet(span);
    meanwhile.run();
  }

  void step(Duration by) {
    now.updateAndGet(t -> t.plus(by));
  }

  TaskId task() {
    return tasks.request(MAIL.with("x")).id();
  }

  TaskRow row(TaskId task) {
    return stores.queries().find(task).orElseThrow();
  }

  TaskStatus status(TaskId task) {
    return row(task).standing().run().status();
  }

  /** Claims every ready task. */
  List<Claim> claimAll() {
    stores
        .workers()
        .register(new WorkerRow(WORKER, "test", Duration.ofDays(9), Set.of(MAIL.name())));
    List<LineLimit> lines =
        stores.queries().lines().stream().map(l -> new LineLimit(l, 100)).toList();
    ClaimRequest all =
        new ClaimRequest(
            new ClaimId(WORKER, ++claims),
            lines,
            List.of(Lane.INTERACTIVE, Lane.BACKGROUND),
            100,
            1,
            1 << 20);
    return stores.runs().claim(all).tasks();
  }
}
