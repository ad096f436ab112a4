package dev.stint.command.process;

import static org.awaitility.Awaitility.await;

import dev.stint.application.api.Config;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.memory.InMemoryMutexes;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.jdbc.JdbcStores;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Workers that would look for work once an hour, were it not for hints. */
class WakeupTest {

  private static final TaskType<String> TYPE = TaskType.of("hinted", String.class);
  private static final Config HOURLY = Config.DEFAULT.poll(Duration.ofHours(1));

  private static Stint.Builder define(Stint.Builder builder) {
    return builder
        .config(HOURLY)
        .define(TaskDefinition.of(TYPE, (arguments, context) -> StepOutcome.done()));
  }

  /** The second request finds a worker that rests. */
  private static void requestTwice(Stint requester, Stint worker) {
    worker.work().start();
    for (int i = 0; i < 2; i++) {
      TaskId id = requester.tasks().request(TYPE.with("x")).id();
      await().atMost(Duration.ofSeconds(120)).until(() -> succeeded(requester, id));
    }
    worker.work().stop(Duration.ofSeconds(1));
  }

  private static boolean succeeded(Stint stint, TaskId id) {
    return stint.ask().find(id).orElseThrow().standing().run().status() == TaskStatus.SUCCEEDED;
  }

  @Test
  void a_request_wakes_the_worker_of_its_own_process() {
    InstantSource clock = InstantSource.system();
    Stint stint =
        define(Stint.on(InMemoryStores.create(clock), new InMemoryMutexes(clock))).build();

    requestTwice(stint, stint);
  }

  /** Whose connection is made by the time that others have asked for something. */
  @Test
  void who_begins_to_hear_after_a_request_finds_it() {
    InstantSource clock = InstantSource.system();
    Stores stores = InMemoryStores.create(clock);
    AtomicReference<Runnable> missed = new AtomicReference<>();
    Wakeups deaf =
        new Wakeups() {
          @Override
          public void publish(Collection<Line> lines) {}

          @Override
          public AutoCloseable subscribe(Consumer<Line> listener) {
            throw new AssertionError("it is not told what it missed");
          }

          @Override
          public AutoCloseable subscribe(Consumer<Line> listener, Runnable told) {
            missed.set(told);
            return () -> {};
          }
        };
    Stint worker = define(Stint.on(stores, new InMemoryMutexes(clock)).wakeups(deaf)).build();
    worker.work().start();
    try {
      TaskId id = worker.tasks().request(TYPE.with("x")).id();

      missed.get().run();

      await().atMost(Duration.ofSeconds(120)).until(() -> succeeded(worker, id));
    } finally {
      worker.work().stop(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_request_wakes_the_workers_of_other_processes_on_postgresql() throws Exception {
    try (TestPostgres server = TestPostgres.start();
        JdbcStores here = JdbcStores.postgresql(server.getPostgresDatabase(), HOURLY.lease());
        JdbcStores there = JdbcStores.postgresql(server.getPostgresDatabase(), HOURLY.lease())) {
      here.migrate();
      Stint requester =
          define(Stint.on(here.stores(), here.mutexes()).wakeups(here.wakeups().orElseThrow()))
              .build();
      Stint worker =
          define(Stint.on(there.stores(), there.mutexes()).wakeups(there.wakeups().orElseThrow()))
              .build();

      requestTwice(requester, worker);
    }
  }
}
