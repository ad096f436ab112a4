package dev.stint.application.engine;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LineLimit;
import dev.stint.domain.Lane;
import dev.stint.domain.Line;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Claims as many tasks as will start soon, never more. One thread. */
final class Fetcher {

  static final long MAX_BYTES = 8L << 20;
  static final int LARGEST_HAND = 4_000;

  private final Crew crew;
  private final ReadyLines lines;
  private final Gates gates;
  private final SetApartLog setApart = new SetApartLog();
  private final Thread thread;
  private Pauses pauses = new Pauses();
  private volatile long looked;
  private final Claims claims;

  /**
   * Whether there may be more than the last claim took, as before the first one; a claim for the
   * reserved slot tells nothing.
   */
  private volatile boolean full = true;

  /** Whether the last claim asked for less than there was room for, for want of permits. */
  private volatile boolean limited;

  private final Set<Line> limitedLines = new HashSet<>();

  private boolean foundNothing;
  private volatile boolean parked;
  private volatile boolean dry;
  private volatile boolean interactiveWaiting;

  Fetcher(Crew crew, LineChoice choice) {
    this.crew = crew;
    this.gates = new Gates(crew);
    this.claims = new Claims(crew);
    long now = crew.clock().nanos();
    this.lines = new ReadyLines(choice, () -> crew.parts().stores().queries().lines(), now);
    this.looked = now - ReadyLines.EVERY;
    this.thread = crew.threads().vital("stint-fetch", this::work);
  }

  void start() {
    thread.start();
  }

  /** Waits until the claim under way, if any, was answered and handed on. */
  void ended(Duration atMost) {
    WorkerThreads.join(thread, atMost);
  }

  /** Look now, for a batch that would like to know whether anything is left. */
  void look() {
    LockSupport.unpark(thread);
  }

  /** Work may have arrived; the line is not known. */
  void hint() {
    lines.hint();
    wake();
  }

  /** Work may have arrived in this line. */
  void hint(Line line) {
    if (lines.hint(line)) {
      wake();
    }
  }

  private void wake() {
    dry = false;
    LockSupport.unpark(thread);
  }

  /** A slot has less to do than it could; costs little when nobody waits for it. */
  void runningLow() {
    if (parked && mayBeMore()) {
      LockSupport.unpark(thread);
    }
  }

  /** Whether something may be ready that no claim asked for yet. */
  private boolean mayBeMore() {
    return full || lines.hinted() || lines.old();
  }

  /** Of a limited line's tasks claimed ahead few are left. */
  void limitedLow() {
    if (parked && limited) {
      LockSupport.unpark(thread);
    }
  }

  /** A task was settled: there may be room in the hand again. */
  void settled() {
    if (parked && mayBeMore() && crew.hand().size() <= LARGEST_HAND / 2) {
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
      } catch (Throwable e) {
        full = true;
        crew.failed("claim", e);
        pauses.pause();
      }
    }
  }

  /** How many tasks to ask for. */
  private int room() {
    // What comes after a suspect may be the next one, and only its end shows whether it may run.
    boolean oneByOne = crew.slots().hasOneSlot() && crew.hand().holdsSuspect();
    if (oneByOne || crew.hand().size() >= LARGEST_HAND) {
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
    lines.claimBegins();
    limited = false;
    limitedLines.clear();
    List<LineLimit> named =
        lines.read(foundNothing || !full, crew.clock().nanos()).stream()
            .filter(this::open)
            .map(line -> new LineLimit(line, permitted(line, room)))
            .filter(limit -> limit.limit() > 0)
            .toList();
    tellOfPermits();
    foundNothing = named.isEmpty();
    if (named.isEmpty()) {
      full = false;
      return dryOrMore(emptyHanded);
    }
    boolean onlyForReserved = onlyForReserved();
    int suspects = startsSoon(onlyForReserved) && !crew.hand().holdsSuspect() ? 1 : 0;
    List<Lane> lanes = onlyForReserved ? List.of(Lane.INTERACTIVE) : List.of(Lane.values());
    ClaimId id = nextClaim();
    long sent = crew.clock().nanos();
    Optional<Claimed> claimed =
        claims.claim(
            new ClaimRequest(
                id, named, lanes, room, suspects, MAX_BYTES, crew.parts().config().priorities()));
    if (claimed.isEmpty()) {
      full = true;
      crew.intake().received(claims.askAgain(id, crew::stopping), id.worker());
      pauses.pause();
      return true;
    }
    pauses = new Pauses();
    looked = crew.clock().nanos();
    crew.clock().heard(claimed.get().now(), sent);
    List<Claim> tasks = claimed.get().tasks();
    interactiveWaiting = claimed.get().interactiveWaiting();
    crew.intake().received(tasks, id.worker());
    boolean askedForAll = suspects > 0 && lanes.size() > 1;
    setApart.tell(claimed.get().apart());
    foundNothing = tasks.isEmpty() && claimed.get().apart().isEmpty();
    boolean filled = tasks.size() + claimed.get().apart().size() >= room;
    if (!onlyForReserved) {
      full = filled;
    }
    return dryOrMore(emptyHanded && foundNothing && askedForAll) || filled;
  }

  /**
   * Whether a suspect would start at once or, going before all else that was claimed, within the
   * time ahead. Slots that are never idle would otherwise leave it behind all that is ready.
   */
  private boolean startsSoon(boolean onlyForReserved) {
    boolean atOnce = crew.idleSlots() > 0 && crew.onlyReservedIdle() == onlyForReserved;
    return atOnce || (!onlyForReserved && crew.pace().ahead() > 0);
  }

  /** Notes whether there is nothing left; answers whether a hint says otherwise. */
  private boolean dryOrMore(boolean foundNone) {
    dry = foundNone;
    boolean more = lines.hinted() || lines.old();
    if (more) {
      dry = false;
    }
    return lines.old();
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

  /** Those aside may start; and who looks for more permits may have to look sooner. */
  private void tellOfPermits() {
    if (crew.permits().grew()) {
      crew.slots().wake(crew.permits().waiting());
    }
    if (limited) {
      crew.wakeChores();
    }
  }

  ClaimId nextClaim() {
    return claims.next();
  }

  /** The lines that had ready tasks when this worker read them, of those that it can run. */
  Set<Line> lines() {
    return lines.known();
  }

  /** Whether what is ready was looked at a moment ago, and no hint came since. */
  boolean justLooked() {
    return !lines.hinted() && crew.clock().nanos() - looked < ReadyLines.EVERY;
  }

  /** Whether this worker may claim tasks of the line now. */
  boolean claims(Line line) {
    return lines.runs(line) && open(line);
  }

  private boolean open(Line line) {
    return crew.parts().registry().open(line.type(), crew.clock().now()) && gates.open(line);
  }

  private void await() {
    parked = true;
    boolean limitedLow = !foundNothing && limitedLines.stream().anyMatch(crew.permits()::low);
    boolean claims = crew.claims() && room() > 0;
    boolean more = claims && (lines.hinted() || lines.old() || full && !onlyForReserved());
    if (!crew.stopping() && !more && !limitedLow) {
      Interrupts.park(this, crew.pollNanos());
    }
    parked = false;
  }
}
