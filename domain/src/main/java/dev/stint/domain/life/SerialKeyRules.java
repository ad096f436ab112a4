package dev.stint.domain.life;

import dev.stint.domain.policy.HeadPolicy;
import java.util.Optional;

/**
 * The rules of a serial key. One task holds the key; only the holder can be claimed. The others
 * that are due wait for their turn: greater priority first, then in the order of arrival.
 */
public final class SerialKeyRules {

  private SerialKeyRules() {}

  /** Whether a holder that stands at {@code run} goes on holding its key. */
  public static boolean keeps(Run run, HeadPolicy head) {
    return switch (run.status()) {
      case RUNNING -> true;
      case PENDING, YIELDED, RETRYING, INTERRUPTED -> head == HeadPolicy.HOLD;
      case BLOCKED -> run.blockedBy(BlockReason.TASK) && head == HeadPolicy.HOLD;
      case PAUSED, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> false;
    };
  }

  /** A claimable task that has to wait for its turn. */
  public static Run waiting(Run run) {
    return Steering.blocked(run, turn(run.blocked()));
  }

  /** The block of a task that waits for its turn, above one that goes on beneath it. */
  public static Block turn(Optional<Block> beneath) {
    return beneath.map(b -> b.beneath(BlockReason.TURN)).orElse(Block.TURN);
  }

  /**
   * What else than its turn holds a task up; {@link #turn} puts the turn above it again. Of one
   * that ended while it waited, its block as it was.
   */
  public static Optional<Block> beneath(Run run) {
    return run.status() == TaskStatus.BLOCKED && run.blockedBy(BlockReason.TURN)
        ? run.blocked().flatMap(Block::withoutTurn)
        : run.blocked();
  }

  /** The same once it holds the key: as it was before it waited. */
  public static Run granted(Run run) {
    return Steering.unblock(run).orElseThrow().run();
  }
}
