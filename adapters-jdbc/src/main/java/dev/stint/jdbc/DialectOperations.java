package dev.stint.jdbc;

import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.Claimed;
import dev.stint.application.spi.LostWorker;
import dev.stint.application.spi.RunStore;
import dev.stint.application.spi.Settlement;
import dev.stint.application.spi.SteerStore;
import dev.stint.domain.WriteBatch;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What each database does its own way with many rows at once. Thread-safe. */
interface DialectOperations {

  /** Claims in a transaction of its own. */
  Claimed claim(Database database, Claiming claiming, ClaimRequest request);

  /** See {@link RunStore#largestClaim}. */
  default int largestClaim() {
    return RunStore.LARGEST_CLAIM;
  }

  /** See {@link RunStore#largestSettlement}. */
  default int largestSettlement() {
    return WriteBatch.MOST_ROWS;
  }

  /** Claims a lost worker's tasks for the reaper. */
  List<Claim> takeOver(Handle handle, ClaimId reaper, LostWorker lost, int limit, long now);

  /**
   * Makes ready what came due; tells {@code handover} of those with a serial key; answers how many.
   */
  int promote(Handle handle, int limit, long now, SerialKeyHandover handover);

  /**
   * Moves tasks that ended alike to the finished ones, in id order. Answers those that moved, and
   * what binds them; for the others the key does not hold or a signal is pending.
   */
  List<TaskLinks> finish(
      Handle handle, SettlementGroup group, List<SettlementGroup.Task> tasks, long now);

  /**
   * Ends those of the tasks that it can end together in one round trip, in a transaction of its
   * own; answers which. The others are to be settled one way or another.
   */
  default Set<UUID> finishAlone(Database database, List<Settlement> settlements) {
    return Set.of();
  }

  /**
   * Removes tombstones that are kept many in a row and whose time has come, as {@link
   * SteerStore#clean} does, or counts them; answers how many.
   */
  default int cleanTogether(Handle handle, SteerStore.Sweep sweep, long now) {
    return 0;
  }

  /** Gives a task whose tombstone is kept with others a row of its own; false if it is not. */
  default boolean exhume(Handle handle, UUID task) {
    return false;
  }

  /** Its statement for many new tasks, if it has one. */
  default Optional<BulkInsert> bulkInsert() {
    return Optional.empty();
  }

  /** Its ways with serial keys. */
  Keys keys();
}
