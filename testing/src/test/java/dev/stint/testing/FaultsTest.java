package dev.stint.testing;

import static dev.stint.testing.StintAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.application.api.ActionContext;
import dev.stint.application.api.ActionDefinition;
import dev.stint.application.api.Chunk;
import dev.stint.application.api.ChunkContext;
import dev.stint.application.api.ChunkedAction;
import dev.stint.application.api.HookDecision;
import dev.stint.application.api.LeaseLostException;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.UnknownOutcomeException;
import dev.stint.domain.Payload;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Faults that a test asks for: of what actions call, of the store, of time and of the lease. */
class FaultsTest {

  private static final TaskType<Integer> WORK = TaskType.of("work", Integer.class);
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final List<Integer> done = new ArrayList<>();
  private TestStint stint = TestStint.with();

  /** What an action calls. */
  interface Carrier {
    int ship(int order) throws IOException;

    void greet();
  }

  private final Carrier real =
      new Carrier() {
        @Override
        public int ship(int order) {
          done.add(order);
          return order * 10;
        }

        @Override
        public void greet() {}
      };

  private static boolean fails(Carrier carrier) {
    try {
      assertThat(carrier.ship(4)).isEqualTo(40);
      return false;
    } catch (IllegalStateException | IOException e) {
      return true;
    }
  }

  private static List<Integer> failing(Carrier carrier, int calls) {
    return IntStream.rangeClosed(1, calls).filter(i -> fails(carrier)).boxed().toList();
  }

  @Test
  void chosen_calls_fail_and_the_others_do_not() {
    assertThat(failing(FailingCalls.on(1, 3).of(Carrier.class, real), 5)).containsExactly(1, 3);
    assertThat(failing(FailingCalls.first(2).of(Carrier.class, real), 5)).containsExactly(1, 2);
    List<Integer> some = failing(FailingCalls.percent(30, 5).of(Carrier.class, real), 200);
    assertThat(some)
        .hasSizeBetween(30, 90)
        .isEqualTo(failing(FailingCalls.percent(30, 5).of(Carrier.class, real), 200))
        .isNotEqualTo(failing(FailingCalls.percent(30, 6).of(Carrier.class, real), 200));
  }

  @Test
  void only_the_named_methods_count_and_an_answer_may_be_lost() {
    Carrier carrier = FailingCalls.on(1).of("ship").afterTheyWereDone().of(Carrier.class, real);
    carrier.greet();
    assertThat(fails(carrier)).isTrue();
    assertThat(done).containsExactly(4);
    assertThatThrownBy(
            () ->
                FailingCalls.first(1)
                    .by(() -> new IOException("away"))
                    .of(Carrier.class, real)
                    .ship(1))
        .isInstanceOf(IOException.class)
        .hasMessage("away");
    assertThat(carrier.toString()).isEqualTo(real.toString());
  }

  private TaskDefinition<Integer> counting() {
    return TaskDefinition.of(
        WORK,
        (most, context) -> {
          int at = context.cursor().isNone() ? 0 : Integer.parseInt(context.cursor().text());
          while (at < most) {
            done.add(++at);
            context.checkpoint(Payload.of("" + at));
            if (context.shouldYield()) {
              return StepOutcome.yielded();
            }
          }
          return StepOutcome.done();
        });
  }

  @Test
  void a_store_that_is_away_is_waited_for_and_nothing_is_lost() {
    stint = TestStint.with(counting());
    TestTask task = stint.request(WORK.with(3));
    stint.store().awayFor(Duration.ofSeconds(40));

    stint.runDue();

    assertThat(task).succeeded().after(1).attempts();
    assertThat(stint.clock().instant()).isAfterOrEqualTo(START.plusSeconds(40));
    assertThat(done).containsExactly(1, 2, 3);
  }

  @Test
  void a_request_while_the_store_is_away_is_of_unknown_outcome_after_its_limit() {
    stint = TestStint.with(counting());
    stint.store().awayFor(Duration.ofHours(1));
    assertThatThrownBy(() -> stint.request(WORK.with(1)))
        .isInstanceOf(UnknownOutcomeException.class);
    assertThat(stint.clock().instant()).isBetween(START.plusSeconds(9), START.plusSeconds(30));
    assertThat(stint.all()).isEmpty();
  }

  @Test
  void a_store_that_goes_away_under_a_task_is_outlived_by_it() {
    stint =
        TestStint.with(
            TaskDefinition.of(
                WORK,
                (most, context) -> {
                  done.add(most);
                  stint.store().awayFor(Duration.ofSeconds(5));
                  context.checkpoint(Payload.of("1"));
                  return StepOutcome.done();
                }));
    TestTask task = stint.request(WORK.with(1));
    stint.runDue();
    assertThat(task).succeeded().after(1).attempts();
    assertThat(done).hasSize(1);
    assertThat(stint.clock().instant()).isAfterOrEqualTo(START.plusSeconds(5));
  }

  @Test
  void writes_that_fail_and_answers_that_are_lost_change_nothing_in_the_end() {
    stint =
        TestStint.with(
            TaskDefinition.of(
                WORK,
                (most, context) -> {
                  done.add(most);
                  stint.store().failNextWrites(1);
                  context.checkpoint(Payload.of("1"));
                  stint.store().loseNextAnswers(1);
                  context.checkpoint(Payload.of("2"));
                  stint.store().loseNextAnswers(1);
                  return StepOutcome.done("once");
                }));
    TestTask task = stint.request(WORK.with(1));
    stint.runDue();
    assertThat(task).succeeded().hasResult("once").after(1).attempts();
    assertThat(done).hasSize(1);
    assertThat(stint.clock().instant()).isAfter(START);
  }

  private int stints() {
    int stints = 0;
    while (stint.runNext()) {
      stints++;
    }
    return stints;
  }

  @Test
  void time_is_up_after_so_many_looks() {
    stint = TestStint.builder().define(counting()).timeUpAfter(4).build();
    TestTask task = stint.request(WORK.with(10));
    assertThat(stints()).isEqualTo(3);
    assertThat(task).succeeded().after(1).attempts();
    assertThat(done).hasSize(10);
  }

  /** With both hooks, to see that they are still called. */
  private final class Items
      implements ChunkedAction<Integer, Integer, Integer>,
          dev.stint.application.api.StartHook<Integer> {
    private int started;

    @Override
    public HookDecision<Integer> start(Integer most, ActionContext context) {
      started++;
      return HookDecision.proceed();
    }

    @Override
    public Class<Integer> cursorType() {
      return Integer.class;
    }

    @Override
    public Chunk<Integer, Integer> next(Integer most, Optional<Integer> after, int size) {
      int from = after.orElse(0) + 1;
      int to = Math.min(most, from + Math.min(size, 2) - 1);
      return new Chunk<>(IntStream.rangeClosed(from, to).boxed().toList(), to, to == most);
    }

    @Override
    public void process(Integer most, List<Integer> items, ChunkContext context) {
      done.addAll(items);
    }
  }

  @Test
  void time_is_up_after_so_many_items_of_chunks() {
    Items items = new Items();
    TaskDefinition<Integer> definition =
        TaskDefinition.of(WORK)
            .then(
                ActionDefinition.of("items", (ChunkedAction<Integer, Integer, Integer>) items)
                    .retry(RetryPolicy.NEVER));
    stint = TestStint.builder().define(definition).timeUpAfter(5).build();
    TestTask task = stint.request(WORK.with(20));
    assertThat(stints()).isBetween(3, 4);
    assertThat(task).succeeded().after(1).attempts();
    assertThat(done).hasSize(20);
    assertThat(items.started).isEqualTo(1);
  }

  @Test
  void a_lease_is_lost_where_the_test_says_so_and_another_worker_goes_on() {
    List<String> told = new ArrayList<>();
    stint =
        TestStint.with(
            TaskDefinition.of(
                WORK,
                (most, context) -> {
                  done.add(most);
                  context.checkpoint(Payload.of("1"));
                  if (done.size() == 1) {
                    stint.loseLease();
                    told.add("another one: " + done.size());
                    assertThat(context.shouldYield()).isTrue();
                    try {
                      context.checkpoint(Payload.of("2"));
                    } catch (LeaseLostException e) {
                      told.add("refused");
                      throw e;
                    }
                  }
                  return StepOutcome.done("of the second");
                }));
    TestTask task = stint.request(WORK.with(7));
    stint.runDue();
    stint.advance(Duration.ofMinutes(1));
    assertThat(told).containsExactly("another one: 2", "refused");
    assertThat(task).is(TaskStatus.SUCCEEDED).hasResult("of the second").after(2).attempts();
  }
}
