package dev.stint.application.engine.upkeep;

import dev.stint.application.engine.base.Batches;
import dev.stint.application.spi.Steer;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WaitStore.Wait;
import dev.stint.application.spi.Wakeups;
import dev.stint.application.spi.WriteResult;
import dev.stint.domain.Line;
import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Wakes those who wait for tasks that ended or reached a milestone. A wake only lets a worker look
 * again whether the wait is over, so a repeat is harmless. Thread-safe.
 */
public final class Deliveries {

  private static final int AT_ONCE = 500;
  private static final int TRIES = 20;

  private final Stores stores;
  private final Wakeups wakeups;

  public Deliveries(Stores stores, Wakeups wakeups) {
    this.stores = stores;
    this.wakeups = wakeups;
  }

  /** Wakes whoever these targets owe it; answers how many waits that settled. */
  public int of(Collection<TaskId> targets) {
    int all = 0;
    int delivered;
    do {
      delivered = deliver(stores.waits().owedBy(targets, AT_ONCE));
      all += delivered;
    } while (delivered == AT_ONCE);
    return all;
  }

  /** Delivers wakes owed for at least this long: their sender died, or the waiter was running. */
  int sweep(Duration age) {
    return deliver(stores.waits().owed(AT_ONCE, age));
  }

  /** What is to be told to one waiter. */
  private record Wake(Wait owed, VersionedTask waiter) {
    Steer move() {
      return new Steer.Move(waiter, Steering.wake(waiter.run()).orElseThrow(), Duration.ZERO);
    }

    long bytes() {
      return waiter.run().bytes();
    }
  }

  /** Answers how many waits are over, now that their waiters were woken or need no wake. */
  private int deliver(List<Wait> waits) {
    List<Wait> needless = new ArrayList<>();
    List<Wake> wakes = new ArrayList<>();
    for (Wait wait : waits) {
      Optional<VersionedTask> waiter = stores.runs().standing(wait.waiter());
      if (waits(waiter, wait)) {
        wakes.add(new Wake(wait, waiter.orElseThrow()));
      } else if (!runs(waiter)) {
        needless.add(wait);
      }
    }
    clear(needless);
    int[] all = {needless.size()};
    Batches.each(wakes, Wake::bytes, some -> all[0] += wake(some));
    return all[0];
  }

  /**
   * All are woken in one write and their waits cleared in the next. A waiter that waits anew in
   * between does so by a later claim, and that wait stays, and is owed what its target owes.
   */
  private int wake(List<Wake> wakes) {
    List<Wait> over = new ArrayList<>();
    Set<Line> lines = new HashSet<>();
    List<WriteResult> results = stores.steering().steer(wakes.stream().map(Wake::move).toList());
    for (int i = 0; i < results.size(); i++) {
      Wake wake = wakes.get(i);
      if (results.get(i).landed()) {
        lines.add(wake.waiter.spec().line());
        over.add(wake.owed);
      } else if (delivered(wake.owed, lines)) {
        over.add(wake.owed);
      }
    }
    clear(over);
    publish(lines);
    return over.size();
  }

  private void clear(List<Wait> over) {
    if (!over.isEmpty()) {
      stores.waits().clear(over);
    }
  }

  private void publish(Set<Line> lines) {
    if (!lines.isEmpty()) {
      wakeups.publish(lines);
    }
  }

  /** Looks at one that moved on meanwhile. */
  private boolean delivered(Wait wait, Set<Line> lines) {
    for (int i = 0; i < TRIES; i++) {
      Optional<VersionedTask> waiter = stores.runs().standing(wait.waiter());
      if (!waits(waiter, wait)) {
        return !runs(waiter);
      }
      Wake wake = new Wake(wait, waiter.orElseThrow());
      if (stores.steering().steer(List.of(wake.move())).get(0).landed()) {
        lines.add(wake.waiter.spec().line());
        return true;
      }
    }
    return false;
  }

  private static boolean waits(Optional<VersionedTask> waiter, Wait wait) {
    return waiter.filter(w -> waitsFor(w.run(), wait.target())).isPresent();
  }

  /** A waiter that still runs has registered and is yet to be settled BLOCKED: it stays owed. */
  private static boolean runs(Optional<VersionedTask> waiter) {
    return waiter.filter(w -> w.run().status() == TaskStatus.RUNNING).isPresent();
  }

  private static boolean waitsFor(Run run, TaskId target) {
    return run.status() == TaskStatus.BLOCKED
        && run.blockedBy(BlockReason.TASK)
        && run.blocked().flatMap(Block::await).map(Await::task).equals(Optional.of(target));
  }
}
