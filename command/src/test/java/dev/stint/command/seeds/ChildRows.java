package dev.stint.command.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.contract.FaultyStores;
import dev.stint.application.contract.FaultyStores.Fault;
import dev.stint.application.contract.NumberWalk;
import dev.stint.bootstrap.Stint;
import dev.stint.domain.Payload;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A worker that dies after what its stint requested was stored, and before what the stint came to
 * was: the stint that repeats it requests the same tasks, and each is there once.
 */
abstract class ChildRows extends Rows {

  private static final Duration LEASE = Duration.ofSeconds(1);
  private static final int ITEMS = 100;

  private final TaskType<String> parent = type("parent");
  private final TaskType<String> child = type("child");
  private final AtomicInteger inserts = new AtomicInteger();
  private final AtomicBoolean dead = new AtomicBoolean();
  private final AtomicInteger runs = new AtomicInteger();
  private boolean survivorsDie;

  ChildRows(RowStore store) {
    super(store);
  }

  private interface Deed {
    StepOutcome with(ActionContext context) throws Exception;
  }

  private TaskDefinition<String> parent(Deed deed) {
    return TaskDefinition.of(
            parent,
            (name, context) -> {
              runs.incrementAndGet();
              return deed.with(context);
            })
        .each(action -> action.retry(RetryPolicy.fixed(9, Duration.ZERO)));
  }

  /** The arguments of the tasks that are there once the parent is done, its first worker dead. */
  private List<String> children(int deadlyInsert, TaskDefinition<String> parents) {
    TaskDefinition<String> children =
        TaskDefinition.of(child, (name, context) -> StepOutcome.done());
    FaultyStores dying = new FaultyStores(seat.stores());
    dying.each(verb -> fault(verb, deadlyInsert));
    // With a lease of its own that no stall of the machine outlasts: it would be taken for dead,
    // too.
    Stint survivor = host(parents, children);
    TaskId task = survivor.tasks().request(parent.with("x")).id();

    Stint dies =
        atWork(
            Stint.on(dying.stores(), seat.mutexes())
                .config(CONFIG.lease(LEASE))
                .define(List.of(parents, children))
                .build());
    awaiting().until(dead::get);
    if (survivorsDie) {
      takenOverByOneThatDies(parents, children);
    }
    passUntil(survivor, task, TaskStatus.SUCCEEDED);
    // It would wait in vain for its store to take back what it holds.
    dies.work().stop(Duration.ZERO);
    awaiting().until(() -> pass(survivor).drained());

    return survivor.ask().list(of(child)).stream()
        .map(row -> row.standing().spec().arguments().text().replace("\"", ""))
        .toList();
  }

  /** Another worker takes over what the dead one held, and dies before it settles that. */
  private void takenOverByOneThatDies(TaskDefinition<?>... definitions) {
    AtomicBoolean deadToo = new AtomicBoolean();
    FaultyStores dying = new FaultyStores(seat.stores());
    dying.each(verb -> dying(deadToo, verb.equals("takeOver")));
    Stint dies =
        atWork(
            Stint.on(dying.stores(), seat.mutexes())
                .config(CONFIG.lease(LEASE))
                .define(List.of(definitions))
                .build());
    awaiting().until(deadToo::get);
    dies.work().stop(Duration.ZERO);
  }

  private Fault fault(String verb, int deadlyInsert) {
    boolean insert = verb.equals("insert") && !dead.get();
    return dying(dead, insert && inserts.incrementAndGet() == deadlyInsert);
  }

  /** A write after which its worker is dead. */
  private static Fault dying(AtomicBoolean dead, boolean deadly) {
    if (dead.get()) {
      return new Fault.Before();
    }
    dead.compareAndSet(false, deadly);
    return deadly ? new Fault.AnswerLost() : new Fault.None();
  }

  private void request(ActionContext context, String... names) {
    List.of(names).forEach(name -> context.request(child.with(name)));
  }

  @Test
  void what_was_requested_before_the_end_of_the_stint_is_there_once() {
    List<String> all =
        children(
            1,
            parent(
                context -> {
                  request(context, "a", "b", "b");
                  return StepOutcome.done();
                }));

    assertThat(runs).hasValue(2);
    assertThat(all).containsExactlyInAnyOrder("a", "b", "b");
  }

  @Test
  void it_is_there_once_though_the_worker_that_takes_over_dies_too() {
    survivorsDie = true;
    List<String> all =
        children(
            1,
            parent(
                context -> {
                  request(context, "a", "b", "b");
                  return StepOutcome.done();
                }));

    assertThat(runs).hasValue(2);
    assertThat(all).containsExactlyInAnyOrder("a", "b", "b");
  }

  @Test
  void what_was_requested_before_a_later_checkpoint_is_there_once() {
    List<String> all =
        children(
            3,
            parent(
                context -> {
                  int at =
                      context.cursor().isNone() ? 0 : Integer.parseInt(context.cursor().text());
                  for (int i = at; i < 4; i++) {
                    request(context, "same", "step " + i);
                    context.checkpoint(Payload.of(String.valueOf(i + 1)));
                  }
                  return StepOutcome.done();
                }));

    assertThat(runs).hasValue(2);
    assertThat(all)
        .containsExactlyInAnyOrder(
            "same", "same", "same", "same", "step 0", "step 1", "step 2", "step 3");
  }

  @Test
  void where_the_cursor_was_before_and_the_same_is_requested_again_it_is_there_again() {
    List<String> all =
        children(
            3,
            parent(
                context -> {
                  String[] way = {"there", "back", "there", "over"};
                  int at = runs.get() == 1 ? 0 : 2;
                  for (int i = at; i < 3; i++) {
                    request(context, "same");
                    context.checkpoint(Payload.of(way[i + 1]));
                    context.checkpoint(Payload.of(way[i]));
                  }
                  return StepOutcome.done();
                }));

    assertThat(runs).hasValue(2);
    assertThat(all).containsExactly("same", "same", "same");
  }

  @Test
  void what_the_repetition_requests_instead_is_there_beside() {
    List<String> all =
        children(
            1,
            parent(
                context -> {
                  request(context, runs.get() == 1 ? "first" : "second", "both");
                  return StepOutcome.done();
                }));

    assertThat(runs).hasValue(2);
    assertThat(all).containsExactlyInAnyOrder("first", "second", "both");
  }

  @Test
  void what_the_items_of_a_chunk_requested_is_there_once_though_it_is_halved() {
    List<String> all =
        children(
            2,
            TaskDefinition.of(parent)
                .then(
                    ActionDefinition.of("walk", new Walk())
                        .retry(RetryPolicy.fixed(9, Duration.ZERO))));

    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, ITEMS).mapToObj(i -> "item " + i).toList());
  }

  /** Walks 1 to 100, not atomically, and requests a task for each. */
  private final class Walk extends NumberWalk {
    Walk() {
      super(ITEMS);
    }

    @Override
    public boolean atomic() {
      return false;
    }

    @Override
    public void process(String arguments, List<Integer> items, ChunkContext context) {
      items.forEach(item -> request(context.action(), "item " + item));
    }
  }
}
