package dev.stint.application.engine.run;

import dev.stint.application.engine.base.WorkerThreads;
import dev.stint.application.spi.Claim;
import dev.stint.domain.life.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The slots of a worker; a quarter of them runs only INTERACTIVE tasks. Thread-safe. */
public final class SlotPool {

  private final List<Slot> slots;
  private final List<Slot> callers = new CopyOnWriteArrayList<>();
  private final Supplier<Slot> here;
  private final WorkerThreads threads;

  /**
   * @param here makes a slot of the calling thread
   */
  public SlotPool(List<Slot> slots, Supplier<Slot> here, WorkerThreads threads) {
    this.slots = List.copyOf(slots);
    this.here = here;
    this.threads = threads;
  }

  public void start() {
    slots.forEach(Slot::start);
  }

  /** Works on the claim in the calling thread, watched as every slot is. */
  public void workHere(Claim claim, Duration budget) {
    here(
        guest -> {
          guest.run(claim, budget);
          return true;
        });
  }

  /** Works on the next claim in the calling thread; answers whether there was one. */
  public boolean workNextHere() {
    return here(Slot::runNext);
  }

  private boolean here(Predicate<Slot> work) {
    Slot guest = here.get();
    callers.add(guest);
    try (WorkerThreads.Lent lent = threads.lend()) {
      return work.test(guest);
    } finally {
      callers.remove(guest);
    }
  }

  private Stream<Slot> everyone() {
    return Stream.concat(slots.stream(), callers.stream());
  }

  /** Of the stints under way. */
  public Stream<ExecutionContext> contexts() {
    return everyone().flatMap(slot -> slot.current().stream()).map(TaskExecution::context);
  }

  /** Whether any stint is under way. */
  public boolean anyRuns() {
    if (!callers.isEmpty()) {
      return true;
    }
    for (Slot slot : slots) {
      if (slot.runs()) {
        return true;
      }
    }
    return false;
  }

  public int running() {
    return (int) everyone().filter(s -> s.current().isPresent()).count();
  }

  public void wakeAll() {
    slots.forEach(Slot::wake);
  }

  /** Ends the stints past their deadline by {@code grace}, each at one attempt. */
  public void endOverdue(long now, long grace) {
    end(stint -> now - stint.context().deadlineNanos() > grace, TaskExecution::timedOut);
  }

  /** Counts the slots as lost that took longer than that to begin. */
  public void lookForStuck(long now, long longest) {
    everyone().forEach(slot -> slot.lookForStuck(now, longest));
  }

  /** Ends whatever still runs, at no attempt. */
  public void endAll() {
    end(stint -> true, TaskExecution::shutDown);
  }

  private void end(Predicate<TaskExecution> which, Function<TaskExecution, Outcome> outcome) {
    everyone().forEach(slot -> end(slot, which, outcome));
  }

  private void end(
      Slot slot, Predicate<TaskExecution> which, Function<TaskExecution, Outcome> outcome) {
    Optional<TaskExecution> stint = slot.current().filter(which);
    if (stint.isEmpty()) {
      return;
    }
    if (stint.get().context().stintLease().kill()) {
      stint.get().settle(outcome.apply(stint.get()), Optional.empty());
      slot.interruptLost(stint.get());
    } else if (!stint.get().context().stintLease().over()) {
      slot.stuck(stint.get());
    }
  }

  /** Tells every stint that its task is somebody else's. */
  public void killAll() {
    everyone()
        .forEach(
            slot ->
                slot.current()
                    .filter(s -> s.context().stintLease().killLost())
                    .ifPresent(slot::interruptLost));
  }
}
