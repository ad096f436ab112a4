package dev.stint.command.seeds;

import dev.stint.application.spi.Checkpoint;
import dev.stint.application.spi.Claim;
import dev.stint.application.spi.ClaimId;
import dev.stint.application.spi.ClaimRequest;
import dev.stint.application.spi.LineLimit;
import dev.stint.application.spi.Notes;
import dev.stint.application.spi.Stores;
import dev.stint.application.spi.WorkerRow;
import dev.stint.domain.Lane;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.StepPolicy;
import dev.stint.domain.task.VersionedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A worker that claimed a task, wrote how far it had come, and died there. */
final class DeadWorker {

  private static final Duration LEASE = Duration.ofMillis(1);
  private static final long BYTES = 8L << 20;

  private DeadWorker() {}

  /** Right after its claim. */
  static void of(Stores stores, TaskId task) {
    claimed(stores, task);
    awaitEnd(stores);
  }

  /**
   * @param far what its last write said; given the run just claimed
   * @return the run as it was written; a worker of another test may have taken the task over since
   */
  static Run at(Stores stores, TaskId task, UnaryOperator<Run> far) {
    Run reached;
    boolean landed;
    do {
      Claim claim = claimed(stores, task);
      reached = far.apply(StepPolicy.claimed(claim.run()));
      // A worker of another test may have found the corpse before it wrote: then it comes again.
      landed =
          stores
              .runs()
              .checkpoint(List.of(new Checkpoint(claim.key().next(), reached, Notes.NONE)))
              .get(0)
              .landing()
              .landed();
    } while (!landed);
    awaitEnd(stores);
    return reached;
  }

  /** Until its lease is over. */
  private static void awaitEnd(Stores stores) {
    Instant end = stores.queries().health().now().plus(LEASE);
    Rows.awaiting().until(() -> stores.queries().health().now().isAfter(end));
  }

  private static Claim claimed(Stores stores, TaskId task) {
    AtomicReference<Claim> found = new AtomicReference<>();
    Rows.awaiting()
        .until(
            () -> {
              stores.runs().promote(1);
              claim(stores, task).ifPresent(found::set);
              return found.get() != null;
            });
    return found.get();
  }

  private static Optional<Claim> claim(Stores stores, TaskId task) {
    VersionedTask found = stores.runs().standing(task).orElseThrow();
    WorkerId worker = new WorkerId(UUID.randomUUID());
    stores.workers().register(new WorkerRow(worker, "corpse", LEASE, Set.of()));
    ClaimRequest request =
        new ClaimRequest(
            new ClaimId(worker, 1),
            List.of(new LineLimit(found.spec().line(), 1)),
            List.of(Lane.values()),
            1,
            1,
            BYTES);
    Optional<Claim> claim = stores.runs().claim(request).tasks().stream().findFirst();
    if (claim.isPresent() && !claim.get().key().task().equals(task)) {
      throw new IllegalStateException("another task stood before " + task);
    }
    return claim;
  }
}
