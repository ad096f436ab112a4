package dev.stint.application.engine.claim;

import dev.stint.application.spi.RegisterStore.Register;
import dev.stint.application.spi.RegisterStore.Swap;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Payload;
import dev.stint.domain.WorkerId;
import dev.stint.domain.policy.LimitRecord;
import dev.stint.domain.task.WorkerView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * This worker's permits of one limit: taken from the limit's register by compare-and-set and kept
 * for a while, so that a task that starts asks nobody. Thread-safe.
 */
public final class Permit {

  public static final String KIND = "permit";

  private static final long IDLE = Duration.ofSeconds(1).toNanos();
  private static final int TRIES = 20;

  private static final long SOMETIMES = Duration.ofMillis(100).toNanos();

  /** One look at a time, lest an older answer overwrites a newer. */
  private final ReentrantLock tending = new ReentrantLock();

  private final String name;
  private final Stores stores;
  private int limit;
  private int held;
  private int cap;
  private int inUse;
  private long wantedAt;
  private boolean wanted;

  /** Whether permits were ever asked for, and when last; under the lock. */
  private boolean asked;

  private long askedAt;

  Permit(String name, int limit, Stores stores) {
    this.name = name;
    this.limit = limit;
    this.stores = stores;
  }

  synchronized void limit(int value) {
    limit = value;
  }

  synchronized int held() {
    return Math.min(held, cap);
  }

  synchronized boolean free() {
    return inUse < Math.min(held, cap);
  }

  /**
   * Takes one for a task that starts, or answers false; look and step in one, for a look at the
   * register may give permits back meanwhile.
   */
  synchronized boolean start() {
    boolean may = free();
    if (may) {
      inUse++;
    }
    return may;
  }

  synchronized void end() {
    inUse--;
  }

  /** There is work that could use more than what is held. */
  synchronized void want(long now) {
    wanted = true;
    wantedAt = now;
  }

  private synchronized boolean wants(long now) {
    return wanted && now - wantedAt < IDLE;
  }

  /** Whether a look at the register now may let work start. */
  synchronized boolean hungry() {
    return wanted && held < limit;
  }

  synchronized void forget() {
    held = 0;
    cap = 0;
  }

  /**
   * Asks for permits at most every tenth of a second: what was refused a moment ago is held by
   * others. A look that asked for none does not count.
   */
  void ask(WorkerId me, long now) {
    tending.lock();
    try {
      want(now);
      if (!asked || now - askedAt >= SOMETIMES) {
        look(me, now);
      }
    } finally {
      tending.unlock();
    }
  }

  /** Takes what is wanted and free, gives back what is idle or somebody else's share. */
  void tend(WorkerId me, long now) {
    tending.lock();
    try {
      look(me, now);
    } finally {
      tending.unlock();
    }
  }

  private void look(WorkerId me, long now) {
    if (wants(now)) {
      asked = true;
      askedAt = now;
    }
    for (int i = 0; i < TRIES; i++) {
      Optional<Register> register = stores.registers().find(KIND, name);
      LimitRecord seen = register.map(Permit::read).orElse(LimitRecord.NONE);
      LimitRecord next = next(seen, me, now);
      if (next.equals(seen) || swapped(register, next)) {
        settle(next.heldBy(me), share(next, me));
        return;
      }
    }
  }

  private synchronized int share(LimitRecord grants, WorkerId me) {
    return grants.othersWant(me) ? Math.max(1, grants.share(limit)) : limit;
  }

  private synchronized void settle(int permits, int share) {
    wanted = false;
    held = permits;
    cap = share;
  }

  /**
   * What the register should hold. What it gives back starts nothing from here on, before others
   * can take it: a permit may be nobody's for a moment, and never two workers'.
   */
  private synchronized LimitRecord next(LimitRecord seen, WorkerId me, long now) {
    LimitRecord next = wished(seen, me, now);
    held = Math.min(held, next.heldBy(me));
    return next;
  }

  private LimitRecord wished(LimitRecord seen, WorkerId me, long now) {
    LimitRecord grants = seen.sum() >= limit || seen.heldBy(me) < held ? living(seen) : seen;
    if (wants(now)) {
      LimitRecord more = grants.want(me, limit, limit);
      return more.othersWant(me) ? more.keep(me, Math.max(inUse, more.share(limit))) : more;
    }
    boolean idle = now - wantedAt >= IDLE;
    boolean tooMany = grants.othersWant(me) && grants.heldBy(me) > grants.share(limit);
    int keep = idle ? inUse : tooMany ? Math.max(inUse, grants.share(limit)) : grants.heldBy(me);
    return keep < grants.heldBy(me) ? grants.keep(me, keep) : grants;
  }

  /** What the dead held is free again. */
  private LimitRecord living(LimitRecord grants) {
    Set<WorkerId> live =
        stores.queries().workers().stream()
            .filter(WorkerView::live)
            .map(WorkerView::id)
            .collect(Collectors.toSet());
    return grants.only(live);
  }

  /** Gives everything back, for a worker that stops. */
  void giveBack(WorkerId me) {
    tending.lock();
    try {
      settle(0, 0);
      change(g -> g.keep(me, 0));
    } finally {
      tending.unlock();
    }
  }

  private void change(UnaryOperator<LimitRecord> change) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Register> register = stores.registers().find(KIND, name);
      LimitRecord seen = register.map(Permit::read).orElse(LimitRecord.NONE);
      LimitRecord next = change.apply(seen);
      if (next.equals(seen) || swapped(register, next)) {
        return;
      }
    }
  }

  private boolean swapped(Optional<Register> register, LimitRecord next) {
    long version = register.map(Register::version).orElse(0L);
    Swap swap = new Swap(KIND, name, version, Payload.of(next.text()));
    return stores.registers().swap(List.of(swap)).get(0).landed();
  }

  /** A record that nobody can read holds nobody back: permits are taken anew. */
  private static LimitRecord read(Register register) {
    try {
      return LimitRecord.of(new String(register.content().bytes(), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return LimitRecord.NONE;
    }
  }
}
