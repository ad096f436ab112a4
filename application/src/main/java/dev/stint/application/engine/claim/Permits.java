package dev.stint.application.engine.claim;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.Stores;
import dev.stint.domain.Line;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.WriteKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks of limited types and queues start only while this worker holds a permit for them;
 * those that it claimed ahead stand aside meanwhile. Costs nothing where nothing is limited.
 * Thread-safe.
 */
public final class Permits {

  private final Stores stores;
  private final Function<Line, Map<String, Integer>> limits;
  private final Map<String, Permit> permits = new ConcurrentHashMap<>();
  private final Map<Line, List<Permit>> byLine = new ConcurrentHashMap<>();
  private final Map<WriteKey, List<Permit>> taken = new ConcurrentHashMap<>();

  /** What waits for permits; the line that got some last comes last. */
  private final Map<Line, Buffer> aside = new LinkedHashMap<>();

  private final Map<Line, Integer> ahead = new ConcurrentHashMap<>();
  private volatile int waiting;

  /** For the thread that claims. */
  private boolean grew;

  /**
   * @param limits the limits of a line by name: of its type, of its queue; most have none
   */
  public Permits(Stores stores, Function<Line, Map<String, Integer>> limits) {
    this.stores = stores;
    this.limits = limits;
  }

  /** As the limits are now; read anew with each claim, which comes before any start. */
  private List<Permit> read(Line line) {
    Map<String, Integer> named = limits.apply(line);
    return named.entrySet().stream().map(e -> permit(e.getKey(), e.getValue())).toList();
  }

  private List<Permit> of(Line line) {
    return byLine.getOrDefault(line, List.of());
  }

  private Permit permit(String name, int limit) {
    Permit permit = permits.computeIfAbsent(name, n -> new Permit(n, limit, stores));
    permit.limit(limit);
    return permit;
  }

  /** How many tasks of the line to ask for, of as many as there is room for. */
  public int room(Line line, int room, RunTimeAverage pace, WorkerId me, long now) {
    List<Permit> of = read(line);
    byLine.put(line, of);
    if (of.isEmpty()) {
      return room;
    }
    of.forEach(p -> p.want(now));
    of.stream().filter(p -> p.held() == 0).forEach(p -> ask(p, me, now));
    int held = of.stream().mapToInt(Permit::held).min().orElseThrow();
    int soon = Math.max(held, pace.ahead(held));
    ahead.put(line, soon);
    return held == 0 ? 0 : Math.max(0, Math.min(room, soon - aside(line)));
  }

  private void ask(Permit permit, WorkerId me, long now) {
    permit.ask(me, now);
    grew |= permit.held() > 0;
  }

  /** Whether some were taken since the last call, so that those aside may start. */
  boolean grew() {
    boolean did = grew;
    grew = false;
    return did;
  }

  private int aside(Line line) {
    return waiting == 0 ? 0 : counted(line);
  }

  private synchronized int counted(Line line) {
    Buffer buffer = aside.get(line);
    return buffer == null ? 0 : buffer.size();
  }

  /** Whether the task may start now, with its permits taken; else it stands aside. */
  public boolean starts(Claim claim) {
    if (of(claim.spec().line()).isEmpty()) {
      return true;
    }
    synchronized (this) {
      List<Permit> of = taken(claim.spec().line());
      if (of != null) {
        taken.put(claim.key(), of);
        return true;
      }
      aside.computeIfAbsent(claim.spec().line(), l -> new Buffer()).add(List.of(claim));
      waiting++;
      return false;
    }
  }

  private boolean free(Line line) {
    return of(line).stream().allMatch(Permit::free);
  }

  /** One permit of each limit of the line, or null where one of them has none free. */
  private @Nullable List<Permit> taken(Line line) {
    List<Permit> of = of(line);
    for (int i = 0; i < of.size(); i++) {
      if (!of.get(i).start()) {
        of.subList(0, i).forEach(Permit::end);
        return null;
      }
    }
    return of;
  }

  /** The first of those aside that may start now, or null; INTERACTIVE ones before others. */
  public @Nullable Claim next(boolean reserved) {
    return waiting == 0 ? null : firstAside(reserved);
  }

  private synchronized @Nullable Claim firstAside(boolean reserved) {
    Claim urgent = firstOf(true);
    return urgent != null || reserved ? urgent : firstOf(false);
  }

  private @Nullable Claim firstOf(boolean interactive) {
    for (Map.Entry<Line, Buffer> of : aside.entrySet()) {
      Claim claim = firstOf(of.getKey(), of.getValue(), interactive);
      if (claim != null) {
        started(of.getKey(), of.getValue());
        return claim;
      }
    }
    return null;
  }

  private @Nullable Claim firstOf(Line line, Buffer buffer, boolean interactive) {
    List<Permit> of = taken(line);
    if (of == null) {
      return null;
    }
    Claim claim = buffer.poll(interactive);
    if (claim == null) {
      of.forEach(Permit::end);
    } else {
      taken.put(claim.key(), of);
    }
    return claim;
  }

  private void started(Line line, Buffer buffer) {
    waiting--;
    aside.remove(line);
    if (buffer.size() > 0) {
      aside.put(line, buffer);
    }
  }

  /**
   * The task is over, or is nobody's any more; answers whether others wait for what it held.
   *
   * <p>Takes the lock under which tasks are put aside: the thread that puts one aside sees this
   * permit free, or the caller of this method sees that task waiting.
   */
  public boolean ended(Claim claim) {
    return !taken.isEmpty() && giveBack(claim);
  }

  private synchronized boolean giveBack(Claim claim) {
    List<Permit> mine = taken.remove(claim.key());
    if (mine != null) {
      mine.forEach(Permit::end);
    }
    return mine != null && waiting > 0;
  }

  synchronized List<Claim> drain() {
    List<Claim> left = aside.values().stream().flatMap(b -> b.drain().stream()).toList();
    aside.clear();
    waiting = 0;
    return left;
  }

  /** Whether few of the line's tasks claimed ahead are left, and more could be claimed. */
  boolean low(Line line) {
    return aside(line) <= ahead.getOrDefault(line, 0) / 2;
  }

  /** How many tasks stand aside, including one that found no permit free a moment ago. */
  public synchronized int waiting() {
    return waiting;
  }

  /** Whether the register should be looked at soon, for work waits. */
  public boolean hungry() {
    return permits.values().stream().anyMatch(Permit::hungry);
  }

  /** Takes and gives back, as the limits are now; answers whether more may start than before. */
  public boolean tend(WorkerId me, long now) {
    readForThoseAside();
    boolean more = false;
    for (Permit permit : permits.values()) {
      int before = permit.held();
      wantForThoseAside(permit, now);
      permit.tend(me, now);
      more |= permit.held() > before;
    }
    return more || someMayStart();
  }

  /** Nobody claims for a line of which all ready tasks stand aside: its limits are read here. */
  private synchronized void readForThoseAside() {
    aside.keySet().forEach(line -> byLine.put(line, read(line)));
  }

  private synchronized boolean someMayStart() {
    return aside.keySet().stream().anyMatch(this::free);
  }

  private synchronized void wantForThoseAside(Permit permit, long now) {
    if (aside.keySet().stream().anyMatch(line -> of(line).contains(permit))) {
      permit.want(now);
    }
  }

  /** The worker goes on under a new id, which holds nothing. */
  public void forget() {
    permits.values().forEach(Permit::forget);
  }

  /** Gives everything back; what the store refuses now the end of the worker's lease frees. */
  public void close(WorkerId me) {
    for (Permit permit : permits.values()) {
      try {
        permit.giveBack(me);
      } catch (RuntimeException e) {
        return;
      }
    }
  }
}
