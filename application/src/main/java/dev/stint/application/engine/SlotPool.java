package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.domain.life.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The slots of a worker; a quarter of them runs only INTERACTIVE tasks. Thread-safe. */
final class SlotPool {

  private final Crew crew;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Slot> guests = new CopyOnWriteArrayList<>();
  private final Queue<Slot> resting = new ConcurrentLinkedQueue<>();
  private final Queue<Slot> restingReserved = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idle = new AtomicInteger();
  private final AtomicInteger idleReserved = new AtomicInteger();

  SlotPool(Crew crew, int parallelism) {
    this.crew = crew;
    int reserve = parallelism / 4;
    for (int i = 0; i < parallelism; i++) {
      slots.add(new Slot(crew, i, i < reserve));
    }
  }

  void start() {
    slots.forEach(Slot::start);
  }

  /** Works on the claim in the calling thread, watched as every slot is. */
  void workHere(Claim claim, Duration budget) {
    Slot here = Slot.here(crew);
    guests.add(here);
    try (WorkerThreads.Lent lent = crew.threads().lend()) {
      here.run(claim, budget);
    } finally {
      guests.remove(here);
    }
  }

  private Stream<Slot> everyone() {
    return Stream.concat(slots.stream(), guests.stream());
  }

  /** Of the stints under way. */
  Stream<StintContext> contexts() {
    return everyone().flatMap(slot -> slot.current().stream()).map(Stint::context);
  }

  void idle(Slot slot) {
    idle.incrementAndGet();
    if (slot.reserved()) {
      idleReserved.incrementAndGet();
    }
    queue(slot).add(slot);
  }

  private Queue<Slot> queue(Slot slot) {
    return slot.reserved() ? restingReserved : resting;
  }

  void busy(Slot slot) {
    queue(slot).remove(slot);
    idle.decrementAndGet();
    if (slot.reserved()) {
      idleReserved.decrementAndGet();
    }
  }

  /** A slot is free again, and with it what its task held. */
  void freed(Slot slot, Claim claim, boolean wasLost) {
    if (crew.permits().ended(claim) && slot.reserved()) {
      // The others wait for this permit, too, and a reserved slot may not start what they would.
      wake(crew.permits().waiting());
    }
    if (wasLost) {
      crew.fetcher().hint();
    }
  }

  int idle() {
    return idle.get();
  }

  /** Whether this worker has a single slot. */
  boolean hasOneSlot() {
    return slots.size() == 1;
  }

  boolean onlyReservedIdle() {
    int reserved = idleReserved.get();
    return reserved > 0 && idle.get() <= reserved;
  }

  /** Whether fewer than a quarter of the slots are lost to actions that do not return. */
  boolean enough() {
    int lost = lost();
    return lost == 0 || lost * 4 < slots.size();
  }

  int lost() {
    int lost = 0;
    for (Slot slot : slots) {
      lost += slot.lost() ? 1 : 0;
    }
    return lost;
  }

  int running() {
    return (int) everyone().filter(s -> s.current().isPresent()).count();
  }

  /** Wakes a slot for each task that was put before them, and no more: waking costs. */
  void wake(int tasks) {
    wake(resting, tasks);
    if (crew.buffer().hasInteractive()) {
      wake(restingReserved, tasks);
    }
  }

  /** Takes whom it wakes off the queue, lest the next call counts on the same slot. */
  private static void wake(Queue<Slot> from, int tasks) {
    for (int i = 0; i < tasks; i++) {
      Slot slot = from.poll();
      if (slot == null) {
        return;
      }
      slot.wake();
    }
  }

  void wakeAll() {
    slots.forEach(Slot::wake);
  }

  /** Ends the stints past their deadline by {@code grace}, each at one attempt. */
  void endOverdue(long now, long grace) {
    end(stint -> now - stint.context().deadlineNanos() > grace, Stint::timedOut);
  }

  /** Ends whatever still runs, at no attempt. */
  void endAll() {
    end(stint -> true, Stint::shutDown);
  }

  private void end(Predicate<Stint> which, Function<Stint, Outcome> outcome) {
    everyone().forEach(slot -> end(slot, which, outcome));
  }

  private void end(Slot slot, Predicate<Stint> which, Function<Stint, Outcome> outcome) {
    Optional<Stint> stint = slot.current().filter(which);
    if (stint.isEmpty()) {
      return;
    }
    if (stint.get().context().kill()) {
      crew.writes().settle(stint.get(), outcome.apply(stint.get()), Optional.empty());
      slot.interruptLost(stint.get());
    } else if (!stint.get().context().dead()) {
      slot.stuck(stint.get());
    }
  }

  /** Tells every stint that its task is somebody else's. */
  void killAll() {
    everyone()
        .forEach(
            slot -> slot.current().filter(s -> s.context().kill()).ifPresent(slot::interruptLost));
  }
}
