package dev.stint.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Config;
import dev.stint.application.api.RefusedException;
import dev.stint.application.api.Request;
import dev.stint.application.api.Requested;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.StoreRefusedException;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.PlainCodec;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.Wakeups;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller that is never answered fails its test, and holds nothing up but that. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RequestServiceTest {

  private static final TaskType<String> TYPE = TaskType.of("mail", String.class);

  private final Stores stores = InMemoryStores.create(() -> Instant.parse("2026-11-21T00:00:00Z"));
  private final ScriptedStore store = new ScriptedStore(stores.requests());
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong ids = new AtomicLong();
  private final List<Line> hints = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final RequestService service =
      new RequestService(
          store, new Hints(), newTasks(), Config.DEFAULT, nanos::get, nanos::addAndGet);

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  /** Notes what it is told. */
  private final class Hints implements Wakeups {
    @Override
    public void publish(Collection<Line> lines) {
      hints.addAll(lines);
    }

    @Override
    public AutoCloseable subscribe(Consumer<Line> listener) {
      return () -> {};
    }
  }

  private NewTasks newTasks() {
    TaskDefinition<String> definition =
        TaskDefinition.of(TYPE)
            .then(ActionDefinition.of("check", (args, context) -> StepOutcome.done()))
            .then(ActionDefinition.of("send", (args, context) -> StepOutcome.done()));
    return new NewTasks(
        new Types(List.of(definition)),
        new PlainCodec(),
        Config.DEFAULT,
        () -> new TaskId(new UUID(7, ids.incrementAndGet())),
        Optional::empty);
  }

  private static StoreException away() {
    return new StoreException(StoreException.Kind.TRANSIENT, "away");
  }

  private static StoreException broken() {
    return new StoreException(StoreException.Kind.PERMANENT, "no such table");
  }

  private TaskRow row(Requested requested) {
    return stores.queries().find(requested.id()).orElseThrow();
  }

  private void refuses(Request<?> request, String words) {
    assertThatThrownBy(() -> service.request(request))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(words);
    assertThat(store.batches).isEmpty();
  }

  @Test
  void a_request_is_durable_when_it_returns_and_workers_get_a_hint() {
    Requested requested = service.request(TYPE.with("hello").priority(7));

    assertThat(requested.isNew()).isTrue();
    assertThat(row(requested).standing().spec().arguments().text()).isEqualTo("hello");
    assertThat(row(requested).standing().spec().priority()).isEqualTo(7);
    assertThat(hints).containsExactly(row(requested).standing().spec().line());
  }

  @Test
  void a_task_held_or_due_later_sends_no_hint() {
    Requested held = service.request(TYPE.with("a").paused());
    service.request(TYPE.with("b").dueIn(Duration.ofHours(1)));

    assertThat(row(held).standing().run().status()).isEqualTo(TaskStatus.PAUSED);
    assertThat(hints).isEmpty();
  }

  @Test
  void what_can_never_be_a_task_is_refused_in_words_before_the_store_is_asked() {
    refuses(TaskType.of("male", String.class).with("x"), "unknown task type 'male'");
    refuses(TaskType.of("male", String.class).with("x"), "[mail]");
    refuses(TaskType.of("mail", Integer.class).with(1), "mail takes String, not Integer");
    refuses(TYPE.with("x".repeat((1 << 20) + 1)), "1048577 bytes; at most 1048576");
    refuses(TYPE.with("x").named(" "), "1 to 200 characters");
    refuses(TYPE.with("x").named("n".repeat(201)), "1 to 200 characters");
    refuses(TYPE.with("x").plan(List.of("sned")), "no action 'sned'; it has [check, send]");
    refuses(TYPE.with("x").plan(Collections.nCopies(10_001, "send")), "at most 10000 actions");
    refuses(TYPE.with("x").dueAt(Instant.parse("2255-01-01T00:00:00Z")), "after the year 2254");
    refuses(TYPE.with("x").dueAt(Instant.MIN), "before the year 1970");
    refuses(TYPE.with("x").dueIn(Duration.ofSeconds(Long.MAX_VALUE)), "longer than 100 years");
    refuses(TYPE.with("x").keep(Duration.ofDays(-1)), "kept for 0 to 36500 days");
  }

  @Test
  void the_last_moment_of_the_year_2254_is_a_due_time() {
    assertThat(service.request(TYPE.with("x").dueAt(Instant.parse("2254-12-31T23:59:59Z"))).isNew())
        .isTrue();
  }

  @Test
  void a_key_in_use_answers_the_first_task() {
    Requested first = service.request(TYPE.with("x").key("once"));
    Requested second = service.request(TYPE.with("y").key("once"));

    assertThat(second).isEqualTo(new Requested(first.id(), false, true));
  }

  @Test
  void a_store_that_is_away_for_a_while_costs_only_time() {
    store.before.add(
        tasks -> {
          throw away();
        });
    store.before.add(
        tasks -> {
          throw away();
        });

    assertThat(service.request(TYPE.with("x")).isNew()).isTrue();
    assertThat(store.batches).hasSize(3);
    assertThat(nanos.get()).isEqualTo(Duration.ofMillis(20 + 40).toNanos());
  }

  @Test
  void a_task_whose_answer_was_lost_is_new_all_the_same() {
    store.after.add(
        () -> {
          throw away();
        });

    Requested requested = service.request(TYPE.with("x").key("once"));

    assertThat(requested.isNew()).isTrue();
    assertThat(stores.queries().find(requested.id())).isPresent();
    assertThat(hints).hasSize(1);
  }

  @Test
  void a_store_that_stays_away_ends_in_unknown_with_the_id_after_the_limit() {
    store.always =
        tasks -> {
          throw away();
        };

    assertThatThrownBy(() -> service.request(TYPE.with("x")))
        .isInstanceOfSatisfying(
            UnknownOutcomeException.class,
            e -> assertThat(e.ids()).containsExactly(new TaskId(new UUID(7, 1))));
    assertThat(Duration.ofNanos(nanos.get()))
        .isBetween(Config.DEFAULT.requestLimit(), Config.DEFAULT.requestLimit().plusSeconds(1));
  }

  @Test
  void a_store_that_hangs_ends_in_unknown_all_the_same_and_later_ones_are_stored() {
    CountDownLatch go = new CountDownLatch(1);
    store.before.add(tasks -> hold(go));
    RequestService bounded =
        new RequestService(
            store,
            new Hints(),
            newTasks(),
            Config.DEFAULT.requestLimit(Duration.ofMillis(200)),
            System::nanoTime);

    assertThatThrownBy(() -> bounded.request(TYPE.with("hangs")))
        .isInstanceOf(UnknownOutcomeException.class);
    assertThat(service.request(TYPE.with("later")).isNew()).isTrue();
    go.countDown();
  }

  @Test
  void many_requests_that_end_unknown_name_every_id() {
    store.always =
        tasks -> {
          throw away();
        };

    assertThatThrownBy(() -> service.requestAll(List.of(TYPE.with("a"), TYPE.with("b"))))
        .isInstanceOfSatisfying(UnknownOutcomeException.class, e -> assertThat(e.ids()).hasSize(2));
  }

  @Test
  void many_requests_go_in_batches_and_are_answered_in_order() {
    List<Request<?>> many = new ArrayList<>();
    IntStream.range(0, 1_201).forEach(i -> many.add(TYPE.with("n" + i)));

    List<Requested> answers = service.requestAll(many);

    assertThat(store.batches).extracting(List::size).containsExactly(500, 500, 201);
    assertThat(answers)
        .extracting(a -> row(a).standing().spec().arguments().text())
        .containsExactlyElementsOf(IntStream.range(0, 1_201).mapToObj(i -> "n" + i).toList());
  }

  @Test
  void one_bad_request_of_many_is_refused_before_any_is_stored() {
    List<Request<?>> many = List.of(TYPE.with("a"), TYPE.with("b").named(""));

    assertThatThrownBy(() -> service.requestAll(many)).isInstanceOf(RefusedException.class);
    assertThat(store.batches).isEmpty();
  }

  @Test
  void a_batch_holds_at_most_four_mebibytes() {
    List<Request<?>> large = new ArrayList<>();
    IntStream.range(0, 10).forEach(i -> large.add(TYPE.with("x".repeat(1 << 20))));

    service.requestAll(large);

    assertThat(store.batches).extracting(List::size).containsExactly(4, 4, 2);
  }

  @Test
  void a_task_that_the_store_refuses_stands_alone_and_the_others_are_stored() {
    store.always =
        tasks -> {
          if (tasks.stream().anyMatch(t -> t.spec().arguments().text().equals("n3"))) {
            throw broken();
          }
        };
    List<Request<?>> many = new ArrayList<>();
    IntStream.range(0, 8).forEach(i -> many.add(TYPE.with("n" + i)));

    assertThatThrownBy(() -> service.requestAll(many))
        .isInstanceOf(StoreRefusedException.class)
        .hasMessage("the store refused it: no such table");
    assertThat(stores.queries().counts())
        .singleElement()
        .satisfies(c -> assertThat(c.tasks()).isEqualTo(7));
  }

  @Test
  void requests_that_come_while_a_write_is_under_way_share_the_next() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store.before.add(
        tasks -> {
          writing.countDown();
          hold(go);
        });
    List<Future<Requested>> answers = new ArrayList<>();
    answers.add(callers.submit(() -> service.request(TYPE.with("first"))));
    writing.await();
    IntStream.range(0, 40)
        .forEach(i -> answers.add(callers.submit(() -> service.request(TYPE.with("n" + i)))));
    await().until(() -> service.waiting() == 40);

    go.countDown();

    for (Future<Requested> answer : answers) {
      assertThat(answer.get().isNew()).isTrue();
    }
    assertThat(store.batches).extracting(List::size).containsExactly(1, 40);
  }

  @Test
  void only_an_id_made_here_and_sent_for_the_first_time_is_fresh() {
    store.before.add(
        tasks -> {
          throw away();
        });

    service.request(TYPE.with("own"));
    service.request(TYPE.with("named").id(new TaskId(new UUID(8, 1))));

    assertThat(store.batches)
        .extracting(batch -> batch.get(0).fresh())
        .containsExactly(true, false, false);
  }

  @Test
  void what_is_requested_in_a_transaction_of_the_store_goes_alone_and_on_its_own_thread()
      throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store.before.add(
        tasks -> {
          writing.countDown();
          hold(go);
        });
    Future<Requested> first = callers.submit(() -> service.request(TYPE.with("first")));
    writing.await();
    Future<Requested> beside = callers.submit(() -> service.request(TYPE.with("beside")));
    await().until(() -> service.waiting() == 1);

    store.joining = Thread.currentThread();
    assertThat(service.request(TYPE.with("joins")).isNew()).isTrue();
    store.joining = null;

    assertThat(beside.isDone()).isFalse();
    go.countDown();
    assertThat(first.get().isNew()).isTrue();
    assertThat(beside.get().isNew()).isTrue();
    assertThat(store.batches)
        .extracting(batch -> batch.get(0).spec().arguments().text())
        .containsExactly("first", "joins", "beside");
    assertThat(store.threads.get(1)).isEqualTo(Thread.currentThread());
  }

  @Test
  void behind_a_write_that_hangs_another_thread_writes_what_waits() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store.before.add(
        tasks -> {
          writing.countDown();
          hold(go);
        });
    RequestService bounded =
        new RequestService(
            store,
            new Hints(),
            newTasks(),
            Config.DEFAULT.requestLimit(Duration.ofMillis(200)),
            System::nanoTime);
    Future<Requested> hangs = callers.submit(() -> bounded.request(TYPE.with("hangs")));
    writing.await();

    assertThat(bounded.request(TYPE.with("waits")).isNew()).isTrue();

    assertThatThrownBy(hangs::get).hasCauseInstanceOf(UnknownOutcomeException.class);
    go.countDown();
    assertThat(store.threads).doesNotHaveDuplicates();
  }

  @Test
  void an_interrupt_of_a_caller_is_kept_and_ends_nothing() {
    Thread.currentThread().interrupt();

    assertThat(service.request(TYPE.with("x")).isNew()).isTrue();

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void an_error_that_no_store_should_throw_leaves_no_caller_without_an_answer() throws Exception {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store.before.add(
        tasks -> {
          writing.countDown();
          hold(go);
        });
    store.before.add(
        tasks -> {
          throw new IllegalStateException("a bug");
        });
    Future<Requested> first = callers.submit(() -> service.request(TYPE.with("first")));
    writing.await();
    Future<Requested> second = callers.submit(() -> service.request(TYPE.with("second")));
    Future<Requested> third = callers.submit(() -> service.request(TYPE.with("third")));
    await().until(() -> service.waiting() == 2);

    go.countDown();

    assertThat(first.get().isNew()).isTrue();
    assertThatThrownBy(second::get).hasCauseInstanceOf(UnknownOutcomeException.class);
    assertThatThrownBy(third::get).hasCauseInstanceOf(UnknownOutcomeException.class);
    assertThat(service.request(TYPE.with("fourth")).isNew()).isTrue();
  }

  @Test
  void a_store_without_transactions_refuses_requests_within_one() {
    assertThatThrownBy(() -> service.requestWithin("tx", List.of(TYPE.with("x"))))
        .isInstanceOf(RefusedException.class)
        .hasMessage("the in-memory store has no transactions");
  }

  private static void hold(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that dies as its first write has landed. */
  private RequestService dying(FaultyStores faulty) {
    AtomicLong writes = new AtomicLong();
    faulty.each(
        verb ->
            !verb.startsWith("insert")
                ? new FaultyStores.Fault.None()
                : writes.getAndIncrement() == 0
                    ? new FaultyStores.Fault.AnswerLost()
                    : new FaultyStores.Fault.Before());
    return new RequestService(
        faulty.stores().requests(),
        new Hints(),
        newTasks(),
        Config.DEFAULT,
        nanos::get,
        nanos::addAndGet);
  }

  @Test
  void a_process_that_dies_after_its_first_write_has_stored_the_callback_too() {
    RequestService dying = dying(new FaultyStores(stores));

    assertThatThrownBy(() -> dying.requestThen(TYPE.with("bill"), id -> TYPE.with("tell " + id)))
        .isInstanceOf(UnknownOutcomeException.class);

    List<TaskRow> rows = stores.queries().list(TaskFilter.newest(9));
    TaskId first = TaskScan.id(rows.get(1));
    assertThat(rows)
        .extracting(r -> r.standing().spec().arguments().text())
        .containsExactly("tell " + first, "bill");
  }

  @Test
  void a_callback_of_a_task_that_was_known_waits_for_that_one() {
    Requested known = service.request(TYPE.with("bill").key("k"));

    List<Requested> both =
        service.requestThen(TYPE.with("bill").key("k"), id -> TYPE.with("tell " + id));

    assertThat(both.get(0)).isEqualTo(new Requested(known.id(), false, false));
    assertThat(both.get(1).isNew()).isTrue();
    assertThat(row(both.get(1)).standing().spec().arguments().text())
        .isEqualTo("tell " + known.id());
    assertThat(stores.queries().list(TaskFilter.newest(9))).hasSize(2);
  }

  @Test
  void a_lost_answer_makes_neither_the_task_nor_its_callback_twice() {
    TaskId id = new TaskId(new UUID(7, 99));
    store.after.add(() -> {});
    store.after.add(
        () -> {
          throw away();
        });

    List<Requested> both =
        service.requestThen(TYPE.with("bill").id(id), first -> TYPE.with("tell " + first));

    assertThat(both.get(0).id()).isEqualTo(id);
    assertThat(both.get(1).isNew()).isTrue();
    assertThat(stores.queries().list(TaskFilter.newest(9))).hasSize(2);
  }
}
