package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.contract.Contract;
import dev.stint.application.contract.Sample;
import dev.stint.application.contract.StoreFixture;
import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.StoreException;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Outcome;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.policy.HeadPolicy;
import dev.stint.domain.task.TaskFilter;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Threads request, run, pause, resume and cancel tasks of few serial keys, and are cut off from the
 * store again and again. No two tasks of a key ever run at once, and in the end all have run.
 */
class MongoSerialFuzzTest extends Contract {

  private static final int THREADS = 4;
  private static final int STEPS = 50;
  private static final int KEYS = 2;
  private static final long SEED = Long.getLong("stint.seed", 20_261_121L);

  private final Map<String, TaskId> active = new ConcurrentHashMap<>();
  private final AtomicInteger tasks = new AtomicInteger();
  private CutOff cut = new CutOff();

  @Override
  protected StoreFixture open() {
    cut = new CutOff();
    return MongoFixture.cutOff(cut);
  }

  /** As often as it takes. */
  private <T> T surely(Supplier<T> first, Supplier<T> again) {
    Supplier<T> call = first;
    while (true) {
      try {
        return call.get();
      } catch (StoreException e) {
        assertThat(e.isTransient()).isTrue();
        cut.heal();
        call = again;
      }
    }
  }

  private <T> T surely(Supplier<T> call) {
    return surely(call, call);
  }

  @Test
  void no_two_tasks_of_a_key_run_at_once_and_none_is_forgotten() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    cut.stall(new Random(SEED));
    try {
      List<Callable<Integer>> actors = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        WorkerId by = Sample.worker(20 + i);
        register(by);
        Random random = new Random(SEED + i);
        actors.add(() -> act(by, random));
      }
      int ran = 0;
      for (Future<Integer> each : threads.invokeAll(actors)) {
        ran += each.get();
      }
      assertThat(ran).isPositive();
    } finally {
      threads.shutdownNow();
    }
    drain();
  }

  /** Answers how many stints it ran. */
  private int act(WorkerId by, Random random) {
    int ran = 0;
    for (long step = 1; step <= STEPS; step++) {
      fixture.advance(Duration.ofMillis(1));
      if (random.nextInt(8) == 0) {
        cut.after(random.nextInt(6));
      }
      switch (random.nextInt(8)) {
        case 0, 1 -> request(random);
        case 2 -> steer(random, Steering::pause);
        case 3 -> steer(random, Steering::resume);
        case 4 -> steer(random, random.nextBoolean() ? Steering::cancel : Steering::resume);
        case 5 -> surely(() -> stores.runs().promote(10) + stores.runs().deliver(3, Duration.ZERO));
        default -> ran += run(asking(by, step), random);
      }
    }
    return ran;
  }

  private void request(Random random) {
    Sample task =
        Sample.of(tasks.incrementAndGet())
            .serial("key " + random.nextInt(KEYS))
            .priority(random.nextInt(3));
    surely(() -> stores.requests().insert(List.of(task.make())));
  }

  private void steer(Random random, Function<Run, Optional<Outcome>> decision) {
    TaskId task = Sample.id(1 + random.nextInt(Math.max(1, tasks.get())));
    surely(() -> stores.runs().standing(task))
        .ifPresent(
            seen ->
                decision
                    .apply(seen.run())
                    .map(o -> new Steer.Move(seen, o, KEEP))
                    .ifPresent(m -> surely(() -> stores.steering().steer(List.of(m)))));
  }

  private int run(ClaimRequest request, Random random) {
    List<Claim> claims =
        surely(
            () -> stores.runs().claim(request).tasks(), () -> stores.runs().claimed(request.id()));
    for (Claim claim : claims) {
      String key = claim.spec().serialKey().orElseThrow().value();
      TaskId other = active.putIfAbsent(key, claim.spec().id());
      assertThat(other).as("runs beside " + claim.spec().id()).isNull();
      Checkpoint here = new Checkpoint(claim.key().next(), Sample.at("here"), Notes.NONE);
      surely(() -> stores.runs().checkpoint(List.of(here)));
    }
    for (Claim claim : claims) {
      active.remove(claim.spec().serialKey().orElseThrow().value());
      if (random.nextInt(8) == 0) {
        surely(() -> stores.runs().release(List.of(claim.key().next().next())));
      } else {
        settle(claim, random);
      }
    }
    return claims.size();
  }

  private void settle(Claim claim, Random random) {
    Outcome outcome =
        switch (random.nextInt(4)) {
          case 0 -> Sample.yielded("here");
          case 1 -> Sample.retrying(Duration.ofMillis(5));
          default -> Sample.done();
        };
    HeadPolicy head = random.nextBoolean() ? HeadPolicy.HOLD : HeadPolicy.STEP_ASIDE;
    Settlement end =
        new Settlement(
            claim.key().next().next(), outcome, Notes.NONE, KEEP, Duration.ZERO, head, 0);
    AtomicInteger asked = new AtomicInteger();
    WriteResult result =
        surely(
                () -> {
                  asked.incrementAndGet();
                  return stores.runs().settle(List.of(end));
                })
            .get(0);
    // What landed with its answer lost may have been claimed anew before it was asked again.
    boolean overtaken = asked.get() > 1 && result.stale();
    assertThat(overtaken || result.stands()).as("%s of %s", result, end).isTrue();
  }

  /** Resumes what is paused and lets all the rest run. */
  private void drain() {
    cut.heal();
    for (int i = 1; i <= tasks.get(); i++) {
      VersionedTask seen = standing(Sample.id(i));
      Steering.resume(seen.run())
          .ifPresent(o -> stores.steering().steer(List.of(new Steer.Move(seen, o, KEEP))));
    }
    for (int idle = 0; idle < 5; idle++) {
      fixture.advance(Duration.ofMillis(10));
      stores.runs().promote(1_000);
      stores.runs().deliver(1_000, Duration.ZERO);
      Claimed claimed = claimed(asking(100, 100, Sample.LINE));
      for (Claim claim : claimed.tasks()) {
        idle = 0;
        end(claim, Sample.done());
      }
    }
    Set<TaskStatus> unfinished = EnumSet.allOf(TaskStatus.class);
    unfinished.removeIf(TaskStatus::finished);
    assertThat(stores.queries().list(TaskFilter.newest(1_000).statuses(unfinished))).isEmpty();
    assertThat(((MongoFixture) fixture).internals().serialKeys().countDocuments())
        .as("records of keys that nobody holds")
        .isZero();
  }
}
