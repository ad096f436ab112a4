package dev.stint.application.engine.upkeep;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wakes those who wait for tasks that ended or reached a milestone. A wake only lets a worker look
 * again whether the wait is over, so a repeat is harmless. Thread-safe.
 */
public final class Deliveries {

  private static final int AT_ONCE = 500;
  private static final int TRIES = 20;

  private final Stores stores;
  private final Wakeups wakeups;

  /** Waits whose clearing may have taken a newer wait of the same waiter with it. */
  private final Set<Wait> doubtful = ConcurrentHashMap.newKeySet();

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

  /** Wakes waiters that were settled BLOCKED on a wait that was cleared with an older one. */
  void lookAgain() {
    Set<Line> lines = new HashSet<>();
    doubtful.removeIf(wait -> delivered(wait, lines));
    publish(lines);
  }

  private int deliver(List<Wait> waits) {
    Map<TaskId, Optional<VersionedTask>> targets = new HashMap<>();
    List<Wait> over = new ArrayList<>();
    Set<Line> lines = new HashSet<>();
    for (Wait wait : waits) {
      targets.computeIfAbsent(wait.target(), stores.runs()::standing);
      if (delivered(wait, lines)) {
        over.add(wait);
      }
    }
    if (!over.isEmpty()) {
      // Before, for what fails from here on is looked at again all the same.
      doubtful.addAll(over);
      stores.waits().clear(over);
      lookAgain(over, targets, lines);
    }
    publish(lines);
    return over.size();
  }

  /**
   * A waiter that was woken may have registered a new wait, and even been settled BLOCKED, before
   * its old wait was cleared; then the new one is gone, too. That cannot be if the target was over
   * all the while.
   */
  private void lookAgain(
      List<Wait> cleared, Map<TaskId, Optional<VersionedTask>> targets, Set<Line> lines) {
    Set<TaskId> over = new HashSet<>();
    targets.forEach(
        (target, before) -> {
          boolean live = before.filter(t -> !t.run().status().finished()).isPresent();
          if (!live && stores.runs().standing(target).equals(before)) {
            over.add(target);
          }
        });
    List<Wait> running = new ArrayList<>();
    for (Wait wait : cleared) {
      if (over.contains(wait.target()) || delivered(wait, lines)) {
        doubtful.remove(wait);
      } else {
        running.add(wait);
      }
    }
    if (!running.isEmpty()) {
      // Whatever that answers: if its target is over, the waiter is looked at until it does not
      // run.
      doubtful.addAll(running);
      stores.waits().register(running);
    }
  }

  private void publish(Set<Line> lines) {
    if (!lines.isEmpty()) {
      wakeups.publish(lines);
    }
  }

  /** A waiter that still runs has registered and is yet to be settled BLOCKED: it stays owed. */
  private boolean delivered(Wait wait, Set<Line> lines) {
    for (int i = 0; i < TRIES; i++) {
      Optional<VersionedTask> seen = stores.runs().standing(wait.waiter());
      if (seen.isEmpty()) {
        return true;
      }
      Run run = seen.get().run();
      if (!waitsFor(run, wait.target())) {
        return run.status() != TaskStatus.RUNNING;
      }
      Steer wake = new Steer.Move(seen.get(), Steering.wake(run).orElseThrow(), Duration.ZERO);
      WriteResult result = stores.steering().steer(List.of(wake)).get(0);
      if (result.landed()) {
        lines.add(seen.get().spec().line());
        return true;
      }
    }
    return false;
  }

  private static boolean waitsFor(Run run, TaskId target) {
    return run.status() == TaskStatus.BLOCKED
        && run.blockedBy(BlockReason.TASK)
        && run.blocked().flatMap(Block::await).map(Await::task).equals(Optional.of(target));
  }
}
