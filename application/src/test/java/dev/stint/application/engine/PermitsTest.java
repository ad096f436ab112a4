package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.Request;
import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.engine.claim.Permits;
import dev.stint.application.engine.claim.RunTimeAverage;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.QueueName;
import dev.stint.domain.WorkerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who of those that stand aside starts next: two types under one limit of one. */
class PermitsTest {

  private static final TaskType<String> ONE = TaskType.of("one", String.class);
  private static final TaskType<String> TWO = TaskType.of("two", String.class);

  private final EngineFixture fixture =
      new EngineFixture(
          List.of(
              TaskDefinition.of(ONE, (args, context) -> StepOutcome.done()),
              TaskDefinition.of(TWO, (args, context) -> StepOutcome.done())));
  private final WorkerId me = new WorkerId(new UUID(1, 1));
  private final Permits permits = new Permits(fixture.stores, line -> Map.of("both", 1));

  private static Line line(TaskType<String> type) {
    return new Line(QueueName.DEFAULT, type.name());
  }

  /** Claims them in the order in which they are asked for, and starts them or lets them wait. */
  private void claimEach(List<Request<String>> requests) {
    fixture.stores.workers().register(new WorkerRow(me, "test", Duration.ofSeconds(10), Set.of()));
    RunTimeAverage pace = new RunTimeAverage(0, 1, 1_000);
    permits.room(line(ONE), 1, pace, me, 1);
    permits.room(line(TWO), 1, pace, me, 1);
    long number = 0;
    for (Request<String> request : requests) {
      fixture.tasks.request(request);
      List<LineLimit> lines = List.of(new LineLimit(line(ONE), 1), new LineLimit(line(TWO), 1));
      ClaimId id = new ClaimId(me, ++number);
      fixture
          .stores
          .runs()
          .claim(new ClaimRequest(id, lines, List.of(Lane.values()), 1, 0, 1_000))
          .tasks()
          .forEach(permits::starts);
    }
  }

  /** Ends each that starts, so that the next one may. */
  private List<String> order(boolean reserved) {
    List<String> order = new ArrayList<>();
    for (Claim next = permits.next(reserved); next != null; next = permits.next(reserved)) {
      order.add(fixture.codec.decode(next.spec().arguments(), String.class).toString());
      permits.ended(next);
    }
    return order;
  }

  private Claim first() {
    return fixture.stores.runs().claimed(new ClaimId(me, 1)).get(0);
  }

  @Test
  void types_that_share_a_limit_take_turns() {
    claimEach(
        List.of(ONE.with("running"), ONE.with("a"), ONE.with("b"), TWO.with("x"), TWO.with("y")));
    assertThat(permits.next(false)).isNull();

    permits.ended(first());

    assertThat(order(false)).containsExactly("a", "x", "b", "y");
    assertThat(permits.waiting()).isZero();
  }

  @Test
  void who_is_waited_for_by_a_person_goes_first_whatever_its_type() {
    claimEach(
        List.of(ONE.with("running"), ONE.with("a"), TWO.with("x"), TWO.with("p").interactive()));

    permits.ended(first());

    assertThat(order(true)).as("for a reserved slot").containsExactly("p");
    assertThat(order(false)).containsExactly("a", "x");
  }

  @Test
  void what_stands_aside_is_interactive_first_for_every_slot() {
    claimEach(
        List.of(ONE.with("running"), ONE.with("a"), TWO.with("x"), TWO.with("p").interactive()));

    permits.ended(first());

    assertThat(order(false)).containsExactly("p", "a", "x");
  }
}
