package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.StoreException;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Claims as many tasks as will start soon, never more. One thread. */
final class Fetcher {

  static final long MAX_BYTES = 8L << 20;
  private static final long LINES_EVERY = Duration.ofSeconds(1).toNanos();
  static final int LARGEST_HAND = 4_000;

  private final Crew crew;
  private final LineChoice choice;
  private final Gates gates;
  private final SetApartLog setApart = new SetApartLog();
  private final Thread thread;
  private Pauses pauses = new Pauses();
  private volatile Set<Line> lines = Set.of();
  private long linesRead;
  private volatile long looked;
  private final AtomicLong claims = new AtomicLong();

  /**
   * Whether there may be more than the last claim took; one for the reserved slot tells nothing.
   */
  private volatile boolean full;

  /** Whether the last claim asked for less than there was room for, for want of permits. */
  private volatile boolean limited;

  private final Set<Line> limitedLines = new HashSet<>();

  private boolean foundNothing;
  private volatile boolean hinted;

  /** Whether a hint came since the lines were read: a line may be ready that was not. */
  private volatile boolean linesOld;

  private volatile boolean parked;
  private volatile boolean dry;
  private volatile boolean interactiveWaiting;

  Fetcher(Crew crew, LineChoice choice) {
    this.crew = crew;
    this.choice = choice;
    this.gates = new Gates(crew);
    this.linesRead = crew.clock().nanos() - LINES_EVERY;
    this.looked = linesRead;
    this.thread = Threads.daemon("stint-fetch", this::work);
  }

  void start() {
    thread.start();
  }

  /** Waits until the claim under way, if any, was answered and handed on. */
  void ended(Duration atMost) {
    try {
      thread.join(Math.max(1, dev.stint.domain.Bounds.nanos(atMost) / 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Look now, for a batch that would like to know whether anything is left. */
  void look() {
    LockSupport.unpark(thread);
  }

  /** Work may have arrived. */
  void hint() {
    linesOld = true;
    hinted = true;
    dry = false;
    LockSupport.unpark(thread);
  }

  /** A slot has less to do than it could; costs little when nobody waits for it. */
  void runningLow() {
    if (parked && (full || hinted)) {
      LockSupport.unpark(thread);
    }
  }

  /** Of a limited line's tasks claimed ahead few are left. */
  void limitedLow() {
    if (parked && limited) {
      LockSupport.unpark(thread);
    }
  }

  /** A task was settled: there may be room in the hand again. */
  void settled() {
    if (parked && (full || hinted) && crew.hand().size() <= LARGEST_HAND / 2) {
      LockSupport.unpark(thread);
    }
  }

  /** Whether the last claim, made with empty hands, found nothing. */
  boolean dry() {
    return dry;
  }

  Gates gates() {
    return gates;
  }

  boolean interactiveWaiting() {
    return interactiveWaiting;
  }

  void heardInteractiveWaiting() {
    interactiveWaiting = true;
    hint();
  }

  private void work() {
    while (!crew.stopping()) {
      try {
        int room = room();
        if (!crew.claims() || room == 0 || !fetch(room)) {
          await();
        }
      } catch (RuntimeException e) {
        crew.failed("claim", e);
        pauses.pause();
      }
    }
  }

  /** How many tasks to ask for. */
  private int room() {
    if (crew.hand().size() >= LARGEST_HAND) {
      return 0;
    }
    int idle = crew.idleSlots();
    if (onlyForReserved()) {
      return idle;
    }
    int buffered = crew.buffer().size();
    boolean soon = runsLow(buffered) || buffered < idle;
    return soon ? Math.max(0, Math.max(idle, crew.pace().ahead()) - buffered) : 0;
  }

  /** Whether half of what may be claimed ahead, or more, is not. */
  private boolean runsLow(int buffered) {
    int ahead = crew.pace().ahead();
    return buffered < ahead && buffered <= ahead / 2;
  }

  /** Whether only the reserved slots have room: what is claimed for others would wait. */
  private boolean onlyForReserved() {
    return crew.onlyReservedIdle() && !runsLow(crew.buffer().size());
  }

  /** Claims once; answers whether there may be more. */
  private boolean fetch(int room) {
    boolean emptyHanded = crew.emptyHanded();
    hinted = false;
    limited = false;
    limitedLines.clear();
    List<LineLimit> named =
        read().stream()
            .filter(this::open)
            .map(line -> new LineLimit(line, permitted(line, room)))
            .filter(limit -> limit.limit() > 0)
            .toList();
    foundNothing = named.isEmpty();
    if (named.isEmpty()) {
      dry = !hinted && emptyHanded && !linesOld;
      full = false;
      return linesOld;
    }
    boolean onlyForReserved = onlyForReserved();
    boolean mayRunAlone = crew.idleSlots() > 0 && crew.onlyReservedIdle() == onlyForReserved;
    int suspects = mayRunAlone && !crew.hand().holdsSuspect() ? 1 : 0;
    List<Lane> lanes = onlyForReserved ? List.of(Lane.INTERACTIVE) : List.of(Lane.values());
    ClaimId id = nextClaim();
    Optional<Claimed> claimed =
        claim(
            new ClaimRequest(
                id, named, lanes, room, suspects, MAX_BYTES, crew.parts().config().priorities()));
    if (claimed.isEmpty()) {
      crew.intake().received(askAgain(id), id.worker());
      pauses.pause();
      return true;
    }
    pauses = new Pauses();
    looked = crew.clock().nanos();
    List<Claim> tasks = claimed.get().tasks();
    interactiveWaiting = claimed.get().interactiveWaiting();
    crew.intake().received(tasks, id.worker());
    boolean askedForAll = suspects > 0 && lanes.size() > 1;
    setApart.tell(claimed.get().apart());
    foundNothing = tasks.isEmpty() && claimed.get().apart().isEmpty();
    dry = !hinted && !linesOld && emptyHanded && foundNothing && askedForAll;
    boolean filled = tasks.size() + claimed.get().apart().size() >= room;
    if (!onlyForReserved) {
      full = filled;
    }
    return filled || (foundNothing && linesOld);
  }

  /** Claims; empty if the answer was lost, which says nothing about what is ready. */
  private Optional<Claimed> claim(ClaimRequest request) {
    try {
      return Optional.of(crew.parts().stores().runs().claim(request));
    } catch (StoreException e) {
      crew.parts().observer().storeFailed("claim", e.isTransient());
      return Optional.empty();
    }
  }

  /** What the claim whose answer was lost took. */
  private List<Claim> askAgain(ClaimId id) {
    Pauses between = new Pauses();
    while (true) {
      try {
        return crew.parts().stores().runs().claimed(id);
      } catch (StoreException e) {
        crew.parts().observer().storeFailed("claimed", e.isTransient());
        if (crew.stopping()) {
          return List.of();
        }
        between.pause();
      }
    }
  }

  private Set<Line> read() {
    long now = crew.clock().nanos();
    boolean another = linesOld && foundNothing;
    if (now - linesRead >= LINES_EVERY || lines.isEmpty() || another) {
      linesOld = false;
      lines = choice.of(crew.parts().stores().queries().lines());
      linesRead = now;
    }
    return lines;
  }

  private int permitted(Line line, int room) {
    int permitted =
        crew.permits().room(line, room, crew.pace(), crew.lease().worker(), crew.clock().nanos());
    if (permitted < room) {
      limitedLines.add(line);
      limited = true;
    }
    return permitted;
  }

  ClaimId nextClaim() {
    return new ClaimId(crew.lease().worker(), claims.incrementAndGet());
  }

  /** The lines that had ready tasks when this worker read them, of those that it can run. */
  Set<Line> lines() {
    return lines;
  }

  /** Whether what is ready was looked at a moment ago, and no hint came since. */
  boolean justLooked() {
    return !hinted && crew.clock().nanos() - looked < LINES_EVERY;
  }

  /** Whether this worker may claim tasks of the line now. */
  boolean claims(Line line) {
    return !choice.of(Set.of(line)).isEmpty() && open(line);
  }

  private boolean open(Line line) {
    return crew.parts().registry().open(line.type(), crew.clock().now()) && gates.open(line);
  }

  private void await() {
    parked = true;
    boolean limitedLow = !foundNothing && limitedLines.stream().anyMatch(crew.permits()::low);
    boolean claims = crew.claims() && room() > 0;
    boolean more = claims && (hinted || full && !onlyForReserved());
    if (!crew.stopping() && !more && !limitedLow) {
      LockSupport.parkNanos(this, crew.pollNanos());
    }
    parked = false;
  }
}
