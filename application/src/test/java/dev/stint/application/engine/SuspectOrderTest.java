package dev.stint.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.StepOutcome;
import dev.stint.application.api.TaskDefinition;
import dev.stint.application.api.TaskType;
import dev.stint.application.api.extend.TaskObserver;
import dev.stint.application.api.operate.RunBatch;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import dev.stint.domain.Payload;
import dev.stint.domain.QueueName;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Failure;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When tasks whose worker was lost have their turn: never behind all that is ready. */
class SuspectOrderTest {

  private static final TaskType<String> TYPE = TaskType.of("work", String.class);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration LEASE = Duration.ofSeconds(1);

  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final AtomicReference<EngineFixture> known = new AtomicReference<>();

  private EngineFixture rig() {
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.CONFIG,
            List.of(
                TaskDefinition.of(
                    TYPE,
                    (args, context) -> {
                      ran.add(args);
                      if (args.equals("n500")) {
                        crash("crashed");
                      }
                      return args.startsWith("yields") && context.cursor().isNone()
                          ? StepOutcome.yielded(Payload.of("half"))
                          : StepOutcome.done();
                    })),
            TaskObserver.NONE,
            s -> s);
    known.set(fixture);
    return fixture;
  }

  /** A task whose worker was lost right after the claim, settled so by whoever reaped it. */
  private void crash(String name) {
    EngineFixture fixture = known.get();
    fixture.tasks.request(TYPE.with(name).priority(9));
    settle(j -> claimed -> j.crashed(claimed, Failure.temporary("crash", "lost")));
  }

  private void settle(Function<StepPolicy, Function<Run, Outcome>> end) {
    EngineFixture fixture = known.get();
    Claim claim = claimedByGhost(fixture);
    StepPolicy journey = fixture.parts.registry().route(claim.spec()).journey();
    Outcome outcome = end.apply(journey).apply(StepPolicy.claimed(claim.run()));
    Settlement settlement =
        new Settlement(claim.key().next(), outcome, Notes.NONE, LONG, Duration.ZERO);
    fixture.stores.runs().settle(List.of(settlement));
  }

  private static Claim claimedByGhost(EngineFixture fixture) {
    WorkerId ghost = new WorkerId(UUID.randomUUID());
    fixture.stores.workers().register(new WorkerRow(ghost, "ghost", LEASE, Set.of()));
    LineLimit line = new LineLimit(new Line(QueueName.DEFAULT, TYPE.name()), 1);
    List<Lane> lanes = List.of(Lane.values());
    return fixture
        .stores
        .runs()
        .claim(new ClaimRequest(new ClaimId(ghost, 1), List.of(line), lanes, 1, 0, 1 << 20))
        .tasks()
        .get(0);
  }

  private int turnOfWhatCrashed(int slots) {
    EngineFixture fixture = rig();
    IntStream.range(0, 5_000).forEach(i -> fixture.tasks.request(TYPE.with("n" + i)));

    fixture.engine.runBatch(RunBatch.Limits.NONE.within(LONG).parallelism(slots));

    assertThat(ran.size()).isEqualTo(5_001);
    return ran.indexOf("crashed");
  }

  @Test
  void what_crashed_has_its_turn_while_thousands_are_ready() {
    assertThat(turnOfWhatCrashed(4)).isLessThan(4_000);
  }

  @Test
  void the_only_slot_takes_it_while_thousands_are_ready_too() {
    assertThat(turnOfWhatCrashed(1)).isLessThan(4_000);
  }

  @Test
  void one_slot_runs_what_crashed_then_what_waited_behind_it_then_what_is_new() {
    EngineFixture fixture = rig();
    fixture.tasks.request(TYPE.with("yields"));
    settle(j -> claimed -> j.yield(claimed, Payload.of("half")));
    TaskId crashed = fixture.tasks.request(TYPE.with("crashed").priority(9)).id();
    claimedByGhost(fixture);
    claimedByGhost(fixture);
    fixture.steer.prioritize(List.of(crashed), 0);
    fixture.tasks.request(TYPE.with("new"));
    fixture.tasks.request(TYPE.with("newer"));
    fixture.step(LEASE.multipliedBy(2));
    ran.clear();

    fixture.engine.runBatch(RunBatch.Limits.NONE.within(LONG).parallelism(1));

    assertThat(ran).containsExactly("crashed", "yields", "new", "newer");
  }
}
