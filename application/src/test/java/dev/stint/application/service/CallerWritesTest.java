package dev.stint.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.CallerInserts;
import dev.stint.application.spi.Inserted;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.RequestStore;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers who write themselves. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallerWritesTest {

  private static final TaskType<String> TYPE = TaskType.of("mail", String.class);

  private final Store store = new Store();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final AtomicLong nanos = new AtomicLong();
  private final RequestService service = service(Config.DEFAULT);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  /** One whose store answered a moment ago. */
  private RequestService service(Config config) {
    RequestService service = begun(config);
    service.request(TYPE.with("before"));
    await().until(() -> !service.writing());
    store.queued.clear();
    return service;
  }

  private RequestService begun(Config config) {
    NewTasks tasks =
        new NewTasks(
            new Types(
                List.of(
                    TaskDefinition.of(TYPE)
                        .then(ActionDefinition.of("send", (args, c) -> StepOutcome.done())))),
            new PlainCodec(),
            config);
    return new RequestService(store, new NoHints(), tasks, config, nanos::get);
  }

  private static final class NoHints implements Wakeups {
    @Override
    public void publish(Collection<Line> lines) {}

    @Override
    public AutoCloseable subscribe(Consumer<Line> listener) {
      return () -> {};
    }
  }

  /** Inserts on callers' threads, too, where something may be made to happen first. */
  private static final class Store implements RequestStore {
    final List<Thread> queued = Collections.synchronizedList(new ArrayList<>());
    final Own own = new Own();
    private final RequestStore behind =
        InMemoryStores.create(() -> Instant.parse("2026-11-21T00:00:00Z")).requests();

    @Override
    public List<Inserted> insert(List<NewTask> tasks) {
      queued.add(Thread.currentThread());
      return behind.insert(tasks);
    }

    @Override
    public List<Inserted> insertWithin(Object transaction, List<NewTask> tasks) {
      return behind.insertWithin(transaction, tasks);
    }

    @Override
    public Optional<CallerInserts> onCallers() {
      return Optional.of(own);
    }

    final class Own implements CallerInserts {
      final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
      final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
      final Deque<Runnable> before = new ConcurrentLinkedDeque<>();
      final Deque<Error> errors = new ConcurrentLinkedDeque<>();

      @Override
      public boolean takes(List<NewTask> tasks) {
        return tasks.get(0).fresh() && tasks.get(0).spec().key().isEmpty();
      }

      @Override
      public Optional<List<Inserted>> insert(List<NewTask> tasks) {
        threads.add(Thread.currentThread());
        sizes.add(tasks.size());
        if (!before.isEmpty()) {
          before.poll().run();
        }
        return Optional.of(behind.insert(tasks));
      }

      @Override
      public void end(Thread inserting) {
        if (!errors.isEmpty()) {
          throw errors.poll();
        }
        inserting.interrupt();
      }
    }
  }

  private static void hold(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new StoreException(StoreException.Kind.TRANSIENT, "ended", e);
    }
  }

  @Test
  void a_lone_caller_writes_itself() {
    assertThat(service.request(TYPE.with("x")).isNew()).isTrue();

    assertThat(store.own.threads).containsExactly(Thread.currentThread());
    assertThat(store.queued).isEmpty();
  }

  /** Seen to fail: a caller wrote all of them in one statement, 500 tasks of any size. */
  @Test
  void a_lone_caller_writes_at_most_four_mebibytes_at_once() {
    List<Request<?>> large = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      large.add(TYPE.with("x".repeat(1 << 20)));
    }

    assertThat(service.requestAll(large)).hasSize(10).allMatch(Requested::isNew);

    assertThat(store.own.sizes).containsExactly(4, 4, 2);
    assertThat(store.queued).isEmpty();
  }

  /** Where a pool waits for connections that are dead, nothing can end that. */
  @Test
  void who_comes_first_or_after_a_while_has_another_thread_find_out_whether_the_store_answers() {
    begun(Config.DEFAULT).request(TYPE.with("first"));
    assertThat(store.queued).hasSize(1);

    nanos.addAndGet(Duration.ofMillis(400).toNanos());
    service.request(TYPE.with("after a while"));

    assertThat(store.queued).hasSize(2);
    assertThat(store.own.threads).isEmpty();
  }

  @Test
  void what_has_to_be_looked_up_goes_through_the_queue() {
    assertThat(service.request(TYPE.with("x").key("k")).isNew()).isTrue();

    assertThat(store.own.threads).isEmpty();
    assertThat(store.queued).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  void those_who_come_while_a_caller_writes_share_the_next_write_of_another_thread()
      throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store.own.before.add(
        () -> {
          writing.countDown();
          hold(go);
        });
    Future<Requested> first = callers.submit(() -> service.request(TYPE.with("first")));
    writing.await();
    Future<Requested> second = callers.submit(() -> service.request(TYPE.with("second")));
    Future<Requested> third = callers.submit(() -> service.request(TYPE.with("third")));
    await().until(() -> service.waiting() == 2);

    go.countDown();

    assertThat(first.get().isNew()).isTrue();
    assertThat(second.get().isNew()).isTrue();
    assertThat(third.get().isNew()).isTrue();
    assertThat(store.own.threads).hasSize(1);
    assertThat(store.queued).hasSize(1).doesNotContainAnyElementsOf(store.own.threads);
  }

  @Test
  void a_write_that_hangs_on_its_callers_thread_is_ended_and_tried_once_more() {
    store.own.before.add(() -> hold(new CountDownLatch(1)));
    RequestService bounded = service(Config.DEFAULT.requestLimit(Duration.ofMillis(200)));

    assertThat(bounded.request(TYPE.with("hangs")).isNew()).isTrue();

    assertThat(store.own.threads).containsExactly(Thread.currentThread());
    assertThat(store.queued).hasSize(1).doesNotContain(Thread.currentThread());
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void a_write_that_could_not_be_ended_at_once_is_ended_by_the_next_look() {
    store.own.before.add(() -> hold(new CountDownLatch(1)));
    store.own.errors.add(new NoClassDefFoundError("a driver's"));
    RequestService bounded = service(Config.DEFAULT.requestLimit(Duration.ofMillis(200)));

    assertThat(bounded.request(TYPE.with("hangs")).isNew()).isTrue();

    assertThat(store.own.errors).isEmpty();
  }

  @Test
  void behind_a_caller_whose_write_hangs_others_are_stored() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store.own.before.add(
        () -> {
          writing.countDown();
          hold(go);
        });
    RequestService bounded = service(Config.DEFAULT.requestLimit(Duration.ofMillis(300)));
    Future<Requested> hangs = callers.submit(() -> bounded.request(TYPE.with("hangs")));
    writing.await();

    assertThat(bounded.request(TYPE.with("waits")).isNew()).isTrue();

    assertThat(hangs.get().isNew()).isTrue();
  }

  @Test
  void an_interrupt_of_a_caller_who_writes_is_kept_and_ends_nothing() {
    store.own.before.add(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
    Thread.currentThread().interrupt();

    assertThat(service.request(TYPE.with("x")).isNew()).isTrue();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.queued).isEmpty();
  }

  @Test
  void a_bug_of_a_store_sends_the_request_through_the_queue() {
    store.own.before.add(
        () -> {
          throw new IllegalStateException("a bug");
        });

    assertThat(service.request(TYPE.with("x")).isNew()).isTrue();

    assertThat(store.queued).hasSize(1);
  }
}
