package dev.stint.application.spi;

import dev.stint.domain.WorkerId;
import dev.stint.domain.life.WriteKey;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One row per worker is the heartbeat. Time of renewal and length are stored, never the end. */
public interface WorkerStore {

  /** Adds the worker LIVE, renewed now; answers the store's time. Safe to repeat. */
  Instant register(WorkerRow worker);

  /**
   * Renews a LIVE worker and answers the signals pending for its RUNNING tasks. A LOST or missing
   * worker is refused: {@code live} is false.
   */
  Renewed renew(WorkerId worker);

  /** Takes the row of a worker away that stopped well; keeps it if tasks still run under it. */
  void retire(WorkerId worker);

  /** The tasks RUNNING under the worker, as keys of their last writes. */
  List<WriteKey> held(WorkerId worker);

  /**
   * Declares workers LOST whose lease ended, by compare-and-set and one way, and answers every
   * worker lost within the last 10 leases, and every owner without a row, that still owns RUNNING
   * tasks. Forgets lost workers older than that which own none. Waits for no row.
   */
  List<LostWorker> lose();

  /**
   * Claims at most {@code limit} RUNNING tasks of a lost worker for the reaper, with a new fence
   * and sequence 0, phase and all else as left. Of two reapers one gets each task. Waits for no
   * row.
   */
  List<Claim> takeOver(ClaimId reaper, LostWorker lost, int limit);

  /**
   * Which parts of the upkeep have something to do: one cheap look in place of many, for a worker
   * that is idle. May name too much, never too little; an owner without a row need not be named.
   *
   * @param age for how long what is to be delivered has been owed
   */
  default Set<Upkeep> upkeep(Duration age) {
    return EnumSet.allOf(Upkeep.class);
  }
}
