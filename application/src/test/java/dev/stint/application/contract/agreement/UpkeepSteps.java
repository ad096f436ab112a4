package dev.stint.application.contract.agreement;

import dev.stint.application.contract.Sample;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.Mutexes;
import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.SteerStore.Sweep;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Fence;
import dev.stint.domain.Payload;
import dev.stint.domain.life.Steering;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Time, workers, waits, registers and mutexes. */
final class UpkeepSteps {

  static final Duration LEASE = Duration.ofSeconds(10);

  private static final Sweep OVER =
      new Sweep(Set.of(), Set.of(), Optional.empty(), false, false, 1_000);

  private final Known known;
  private final Draw draw;

  UpkeepSteps(Known known) {
    this.known = known;
    this.draw = known.draw;
  }

  Step advance() {
    Duration step =
        draw.chance(80)
            ? draw.of(
                Duration.ofMillis(1),
                Duration.ofMillis(700),
                Duration.ofSeconds(3),
                Duration.ofSeconds(6))
            : draw.of(
                LEASE,
                LEASE.plusMillis(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofHours(25),
                Duration.ofDays(31));
    if (step.compareTo(LEASE) < 0) {
      return new Step(step + " pass", Set.of(), side -> passed(side, step));
    }
    // A store may take away by itself what clean could have taken for long.
    return new Step(
        step + " pass, and what is over for long is cleaned",
        known.all(),
        side -> List.of(passed(side, step), side.stores.steering().clean(OVER)));
  }

  private static Object passed(Side side, Duration step) {
    side.advance(step);
    return side.now();
  }

  Step promote() {
    int limit = draw.chance(80) ? 1_000 : draw.upTo(2);
    return new Step(
        "promote at most " + limit, Set.of(), side -> side.stores.runs().promote(limit));
  }

  Step deliver() {
    return new Step(
        "deliver serial keys", Set.of(), side -> side.stores.runs().deliver(1_000, Duration.ZERO));
  }

  Step newWorker() {
    return register(known.newWorker(), draw.chance(50));
  }

  Step registerAgain() {
    return register(known.worker(), true);
  }

  private static Step register(int worker, boolean both) {
    WorkerRow row =
        new WorkerRow(
            Sample.worker(worker),
            "label",
            LEASE,
            both ? Set.of(Sample.TYPE, Known.ANOTHER_TYPE) : Set.of(Sample.TYPE));
    return new Step(
        "worker %d registers for %d types".formatted(worker, row.types().size()),
        Set.of(),
        side -> side.stores.workers().register(row));
  }

  Step renew() {
    int worker = known.worker();
    return new Step(
        "worker %d renews".formatted(worker),
        Set.of(),
        side -> side.stores.workers().renew(Sample.worker(worker)));
  }

  Step retire() {
    int worker = known.worker();
    return new Step(
        "worker %d retires".formatted(worker),
        Set.of(),
        side -> {
          side.stores.workers().retire(Sample.worker(worker));
          return "";
        });
  }

  Step lose() {
    return new Step(
        "lose workers", Set.of(), side -> side.leaves.unordered(side.stores.workers().lose()));
  }

  Step takeOver() {
    int worker = draw.between(1, known.workers());
    ClaimId reaper = known.newClaim(known.worker());
    return new Step(
        "worker %d takes over the tasks of worker %d (claim %d)"
            .formatted(Sample.number(reaper.worker()), worker, reaper.number()),
        Set.of(),
        side -> {
          List<Claim> taken =
              side.stores.workers().takeOver(reaper, new LostWorker(Sample.worker(worker)), 1_000);
          taken.forEach(c -> side.take(c, c.run()));
          return side.leaves.unordered(taken);
        });
  }

  /** One of so few that waits are renewed, and come late, often. */
  static Fence fence(Draw draw) {
    return new Fence(draw.between(1, 3));
  }

  static Step register(int target, int waiter, Fence fence) {
    Wait wait = new Wait(Sample.id(target), Sample.id(waiter), fence);
    return new Step(
        "task %d registers to wait for task %d under %s".formatted(waiter, target, fence),
        SettleSteps.both(target, waiter),
        side -> side.stores.waits().register(List.of(wait)));
  }

  Step clearWait() {
    int waiter = known.anyTask();
    int target = known.anyTask();
    Fence fence = fence(draw);
    Wait wait = new Wait(Sample.id(target), Sample.id(waiter), fence);
    return new Step(
        "task %d does not wait for task %d under %s any more".formatted(waiter, target, fence),
        SettleSteps.both(target, waiter),
        side -> {
          side.stores.waits().clear(List.of(wait));
          return "";
        });
  }

  /** Wakes who is owed, and forgets the waits. */
  Step wake() {
    Duration age = draw.chance(70) ? Duration.ZERO : Duration.ofSeconds(2);
    return new Step(
        "wake who has been owed a wake for " + age,
        Set.of(),
        side -> {
          List<Wait> owed = side.stores.waits().owed(1_000, age);
          List<Object> answers = new ArrayList<>(side.leaves.unordered(owed));
          for (Object each : List.copyOf(answers)) {
            answers.add(wake(side, (Wait) each));
          }
          side.stores.waits().clear(owed);
          return answers;
        });
  }

  private static Object wake(Side side, Wait wait) {
    Optional<VersionedTask> standing = side.stores.runs().standing(wait.waiter());
    return standing
        .flatMap(s -> Steering.wake(s.run()).map(o -> new Steer.Move(s, o, Duration.ZERO)))
        .<Object>map(m -> side.stores.steering().steer(List.of(m)))
        .orElse(Step.NOTHING);
  }

  Step swap() {
    String name = draw.of(Known.LIMITS);
    boolean now = draw.chance(75);
    Payload content = draw.chance(20) ? Payload.NONE : Payload.of("content " + draw.upTo(9));
    return new Step(
        "swap register %s, as it was seen %s, to '%s'"
            .formatted(name, now ? "just now" : "before", content),
        Set.of(),
        side -> {
          long version =
              side.stores.registers().find("limit", name).map(Register::version).orElse(0L);
          long seen = now ? version : side.versions.getOrDefault(name, 0L);
          side.versions.put(name, version);
          return side.stores.registers().swap(List.of(new Swap("limit", name, seen, content)));
        });
  }

  Step mutex() {
    String name = draw.of(Known.MUTEXES);
    Duration hold = Duration.ofSeconds(draw.upTo(20));
    return switch (draw.upTo(3)) {
      case 1 -> new Step("acquire " + name, Set.of(), side -> acquire(side, name, hold));
      case 2 ->
          new Step(
              "extend " + name,
              Set.of(),
              side ->
                  Optional.ofNullable(side.holds.get(name))
                      .<Object>map(h -> h.extend(hold))
                      .orElse(Step.NOTHING));
      default ->
          new Step(
              "give back " + name,
              Set.of(),
              side -> {
                Optional.ofNullable(side.holds.get(name)).ifPresent(Mutexes.Hold::close);
                return "";
              });
    };
  }

  private static boolean acquire(Side side, String name, Duration hold) {
    Optional<Mutexes.Hold> held = side.fixture.mutexes().tryAcquire(name, hold);
    held.ifPresent(h -> side.holds.put(name, h));
    return held.isPresent();
  }
}
