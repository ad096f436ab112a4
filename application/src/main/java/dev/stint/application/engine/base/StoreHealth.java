package dev.stint.application.engine.base;

import dev.stint.application.spi.StoreException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a worker can do with its store what it lives by: claim, settle, renew, promote, wake,
 * hand on, take over, keep its limits and schedules, and write what its stints write on their way.
 * A call that was refused permanently is told at once, one that fails or does not return once a
 * lease has gone by without any success. Thread-safe.
 */
public final class StoreHealth {

  /** Longer than a worker waits that has something to claim or to make ready and failed at it. */
  private static final long TRIED_AGAIN = Duration.ofSeconds(10).toNanos();

  /**
   * How many leases go by at most until a task that could not be settled is released and run again:
   * that takes two renewals.
   */
  private static final int RUN_AGAIN = 2;

  /** To register a waiter, which is called as to register a worker is. */
  static final String WAIT = "wait";

  private final LongSupplier nanos;
  private final long lease;
  private final Map<String, Vital> vital;

  /** Whose fault a permanent refusal is. */
  private enum Refusal {
    /** The call's: it is told at once. */
    OF_ALL,
    /** That of something in it, which is taken out and tried again. */
    OF_SOME,
    /** That of what was written, which its stint learns: the store answered. */
    OF_ONE
  }

  /**
   * @param lease how long nothing may succeed, in nanoseconds
   */
  public StoreHealth(LongSupplier nanos, long lease) {
    this.nanos = nanos;
    this.lease = lease;
    long settledAgain = RUN_AGAIN * lease + TRIED_AGAIN;
    // Lost workers are looked for twice a lease.
    long lookedAgain = lease / 2 + TRIED_AGAIN;
    this.vital =
        Map.ofEntries(
            vital("lines", "nothing can be claimed", Refusal.OF_ALL, TRIED_AGAIN),
            vital("claim", "nothing can be claimed", Refusal.OF_ALL, TRIED_AGAIN),
            vital("settle", "nothing can be settled", Refusal.OF_SOME, settledAgain),
            vital("renew", "the lease cannot be renewed", Refusal.OF_ALL, Long.MAX_VALUE),
            vital(
                "promote", "nothing that came due can be made ready", Refusal.OF_ALL, TRIED_AGAIN),
            vital("checkpoint", "nothing can be checkpointed", Refusal.OF_ONE, TRIED_AGAIN),
            vital("insert", "nothing can be requested by actions", Refusal.OF_ONE, TRIED_AGAIN),
            vital("inChunk", "nothing can be committed by chunks", Refusal.OF_ONE, TRIED_AGAIN),
            vital(WAIT, "nothing can wait for others", Refusal.OF_ONE, settledAgain),
            vital("owed", "nothing that waits can be woken", Refusal.OF_ALL, TRIED_AGAIN),
            vital("owedBy", "nothing that waits can be woken", Refusal.OF_ALL, TRIED_AGAIN),
            vital("steer", "nothing that waits can be woken", Refusal.OF_SOME, TRIED_AGAIN),
            vital("deliver", "nothing can be given a serial key", Refusal.OF_ALL, TRIED_AGAIN),
            vital("lose", "nothing can be taken over", Refusal.OF_ALL, lookedAgain),
            vital("takeOver", "nothing can be taken over", Refusal.OF_ALL, lookedAgain),
            vital("all", "no limit, hold or schedule can be read", Refusal.OF_ALL, TRIED_AGAIN),
            vital("swap", "no limit or schedule can be kept", Refusal.OF_SOME, TRIED_AGAIN));
  }

  private static Map.Entry<String, Vital> vital(
      String verb, String what, Refusal refusal, long wanted) {
    return Map.entry(verb, new Vital(what, refusal, wanted));
  }

  void begins(String verb) {
    Vital call = vital.get(verb);
    if (call != null) {
      call.begins(nanos.getAsLong());
    }
  }

  void worked(String verb) {
    Vital call = vital.get(verb);
    if (call != null) {
      call.worked();
    }
  }

  /** A call failed whose beginning was not told, for what it waits for may be host code. */
  void failedAt(String verb, StoreException error) {
    begins(verb);
    failed(verb, error);
  }

  void failed(String verb, StoreException error) {
    Vital call = vital.get(verb);
    if (call != null) {
      call.failed(error, nanos.getAsLong());
    }
  }

  /** Why the last call failed, in the store's own words; empty if none failed since one worked. */
  public String said(String verb) {
    Vital call = vital.get(verb);
    return call == null ? "" : call.said();
  }

  /** What cannot be done, with the store's own words; empty if all is well. */
  public Optional<String> trouble() {
    long now = nanos.getAsLong();
    return vital.values().stream()
        .flatMap(call -> call.trouble(now, lease).stream())
        .sorted()
        .findFirst();
  }

  /**
   * One kind of call; no moment counts while all begun calls succeeded. What is tried no more, as
   * claims are not once nothing is ready, promotions once nothing came due, and settlements once
   * another worker did the task that this one had to let go, is no trouble any more.
   */
  private static final class Vital {
    private final String what;
    private final Refusal refusal;
    private final long wanted;
    private boolean open;
    private boolean refused;
    private int underWay;
    private long since;
    private long failed;
    private String words = "";

    /**
     * @param refusal what one that is permanent says
     * @param wanted how long after a failure it is tried again, if at all
     */
    Vital(String what, Refusal refusal, long wanted) {
      this.what = what;
      this.refusal = refusal;
      this.wanted = wanted;
    }

    synchronized void begins(long now) {
      if (!open || !tried(now)) {
        open = true;
        refused = false;
        words = "";
        since = now;
      }
      underWay++;
    }

    synchronized void worked() {
      underWay = Math.max(0, underWay - 1);
      open = false;
      refused = false;
      words = "";
    }

    synchronized void failed(StoreException error, long now) {
      boolean permanent = !error.isTransient() && !error.isDenied();
      if (permanent && refusal == Refusal.OF_ONE) {
        worked();
        return;
      }
      underWay = Math.max(0, underWay - 1);
      failed = now;
      words = Guard.words(error);
      refused = error.isDenied() || permanent && refusal == Refusal.OF_ALL;
    }

    private boolean tried(long now) {
      return underWay > 0 || now - failed < wanted;
    }

    public synchronized String said() {
      return words;
    }

    public synchronized Optional<String> trouble(long now, long lease) {
      boolean told = open && tried(now) && (refused || now - since >= lease);
      return told
          ? Optional.of(what + ": " + (words.isEmpty() ? "the store does not answer" : words))
          : Optional.empty();
    }
  }
}
