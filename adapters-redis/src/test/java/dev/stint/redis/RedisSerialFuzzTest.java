package dev.stint.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.memory.InMemoryStores;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.NewTask;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore;
import dev.stint.application.spi.WorkerRow;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Due;
import dev.stint.domain.Fence;
import dev.stint.domain.Lane;
import dev.stint.domain.Message;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Signal;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.policy.Turn;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.TaskRow;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to tasks with serial keys, Redis and the reference store do the same. */
class RedisSerialFuzzTest extends Contract {

  private static final int STEPS = 250;
  private static final int TASKS = 30;

  private final List<Side> sides = new ArrayList<>();
  private Random random = new Random(0);
  private int inserted;
  private long claims;
  private int restarts;
  private int owing;

  /** One of the two stores, and the claims under way in it. */
  private record Side(Stores stores, Map<TaskId, Claim> held) {}

  @Override
  protected StoreFixture open() {
    return RedisFixture.single();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void redis_and_the_reference_store_stay_the_same(int seed) {
    AtomicReference<Instant> clock = new AtomicReference<>(now());
    sides.add(new Side(stores, new TreeMap<>()));
    sides.add(new Side(InMemoryStores.create(clock::get), new TreeMap<>()));
    sides.get(1).stores.workers().register(row());
    random = new Random(seed);
    for (int i = 0; i < STEPS; i++) {
      fixture.advance(Duration.ofMillis(1));
      clock.updateAndGet(t -> t.plusMillis(1));
      step();
      assertSame("after step " + i);
    }
    assertThat(inserted).isEqualTo(TASKS);
    assertThat(restarts).as("restarts").isPositive();
    assertThat(owing).as("wakes owed").isPositive();
  }

  private static WorkerRow row() {
    return new WorkerRow(Sample.worker(1), "test", LEASE, Set.of(Sample.TYPE));
  }

  private <T> T both(Function<Side, T> work) {
    T first = work.apply(sides.get(0));
    assertThat(first).isEqualTo(work.apply(sides.get(1)));
    return first;
  }

  private void step() {
    int what = random.nextInt(10);
    if (what < 2 && inserted < TASKS) {
      insert();
    } else if (what < 4) {
      claimAll();
    } else if (what < 7) {
      finishOne();
    } else if (what < 9) {
      steerOne();
    } else {
      waitForOne();
    }
    both(side -> side.stores.runs().promote(100));
  }

  private void insert() {
    Due due = random.nextInt(4) == 0 ? Due.in(Duration.ofMillis(7)) : Due.NOW;
    Sample sample = Sample.of(++inserted).priority(random.nextInt(3)).due(due);
    Sample keyed = inserted % 5 == 0 ? sample : sample.serial("key " + random.nextInt(3));
    ClaimId claim = new ClaimId(worker, ++claims);
    NewTask plain = keyed.make();
    NewTask task = random.nextInt(4) == 0 ? plain.claimedBy(claim) : plain;
    both(
        side -> {
          var answer = side.stores.requests().insert(List.of(task));
          side.stores.runs().claimed(claim).forEach(c -> side.held.put(c.spec().id(), c));
          return answer;
        });
  }

  private void claimAll() {
    ClaimRequest all =
        new ClaimRequest(
            new ClaimId(worker, ++claims),
            List.of(new LineLimit(Sample.LINE, 100)),
            List.of(Lane.values()),
            100,
            100,
            ANY_SIZE);
    both(
        side -> {
          List<Claim> taken = side.stores.runs().claim(all).tasks();
          taken.forEach(c -> side.held.put(c.spec().id(), c));
          return taken.stream().map(c -> c.spec().id()).sorted().toList();
        });
  }

  private void finishOne() {
    List<TaskId> held = List.copyOf(both(side -> List.copyOf(side.held.keySet())));
    if (held.isEmpty()) {
      return;
    }
    TaskId task = held.get(random.nextInt(held.size()));
    Outcome outcome = outcome();
    HeadPolicy head = HeadPolicy.values()[random.nextInt(HeadPolicy.values().length)];
    boolean release = random.nextInt(6) == 0;
    Notes notes = random.nextInt(4) == 0 ? milestone() : Notes.NONE;
    WriteResult result =
        both(
            side -> {
              Claim claim = side.held.remove(task);
              return release ? release(side, claim) : settle(side, claim, outcome, notes, head);
            });
    owing += result.owesWake() ? 1 : 0;
  }

  private static WriteResult release(Side side, Claim claim) {
    return side.stores.runs().release(List.of(claim.key().next())).get(0);
  }

  private WriteResult settle(
      Side side, Claim claim, Outcome outcome, Notes notes, HeadPolicy head) {
    Checkpoint checkpoint = new Checkpoint(claim.key().next(), Sample.at("here"), notes);
    side.stores.runs().checkpoint(List.of(checkpoint));
    Settlement settlement =
        new Settlement(
            claim.key().next().next(), outcome, Notes.NONE, KEEP, Duration.ZERO, head, 10);
    return side.stores.runs().settle(List.of(settlement)).get(0);
  }

  private static Notes milestone() {
    return new Notes(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(new Message(Message.Level.MILESTONE, "half")),
        List.of());
  }

  private Outcome outcome() {
    StepPolicy journey = new StepPolicy(List.of(), Turn.FAIR, random);
    Block wait = Block.on(Await.success(Sample.id(7)), now().plusMillis(random.nextInt(50)));
    return switch (random.nextInt(6)) {
      case 0, 1 -> Sample.done();
      case 2 -> Sample.yielded("there");
      case 3 -> Sample.retrying(Duration.ofMillis(random.nextInt(20)));
      case 4 -> Sample.suspect();
      default -> journey.block(Sample.at("here"), Sample.at("here").cursor(), wait);
    };
  }

  private void steerOne() {
    if (inserted == 0) {
      return;
    }
    TaskId task = Sample.id(1 + random.nextInt(inserted));
    int choice = random.nextInt(6);
    int priority = random.nextInt(3);
    both(
        side -> {
          VersionedTask seen = side.stores.runs().standing(task).orElseThrow();
          return steer(side, seen, choice, priority);
        });
  }

  private Object steer(Side side, VersionedTask seen, int choice, int priority) {
    if (seen.run().status() == TaskStatus.RUNNING) {
      Signal signal = choice < 4 ? Signal.PAUSE : Signal.CANCEL;
      return side.stores.steering().steer(List.of(new Steer.Raise(seen, signal)));
    }
    Optional<Outcome> moved =
        switch (choice) {
          case 0 -> Steering.pause(seen.run()).or(() -> Steering.restart(seen.run()));
          case 1, 2 -> Steering.resume(seen.run()).or(() -> Steering.restart(seen.run()));
          case 3 -> Steering.wake(seen.run()).or(() -> Steering.restart(seen.run()));
          case 4 -> Steering.cancel(seen.run()).or(() -> Steering.restart(seen.run()));
          default -> Optional.empty();
        };
    restarts += moved.isPresent() && seen.run().status().finished() ? 1 : 0;
    Steer change =
        moved
            .<Steer>map(o -> new Steer.Move(seen, o, KEEP))
            .orElseGet(() -> new Steer.Adjust(seen, Optional.of(priority), Optional.empty()));
    return side.stores.steering().steer(List.of(change));
  }

  private void waitForOne() {
    TaskId target = Sample.id(1 + random.nextInt(TASKS));
    var wait = new WaitStore.Wait(target, Sample.id(500), new Fence(1 + claims % 3));
    if (random.nextBoolean()) {
      both(side -> side.stores.waits().register(List.of(wait)));
    } else {
      both(
          side -> {
            side.stores.waits().clear(List.of(wait));
            return true;
          });
    }
  }

  private void assertSame(String when) {
    assertThat(seen(sides.get(0))).as(when).isEqualTo(seen(sides.get(1)));
  }

  private List<String> seen(Side side) {
    List<String> seen = new ArrayList<>();
    for (TaskRow row : side.stores.queries().list(TaskFilter.newest(TASKS))) {
      Run run = row.standing().run();
      boolean turn = run.blockedBy(BlockReason.TURN) && !run.status().finished();
      boolean waits = run.blockedBy(BlockReason.TASK) && run.claimable();
      seen.add(
          row.standing().spec().id()
              + " "
              + (waits ? "WAITS" : run.status())
              + (turn ? " its turn" : ""));
    }
    side.stores.waits().owed(100, Duration.ZERO).stream()
        .map(Object::toString)
        .sorted(Comparator.naturalOrder())
        .forEach(seen::add);
    seen.add(side.stores.queries().depths().stream().map(d -> d.ready() + "").toList().toString());
    return seen;
  }
}
