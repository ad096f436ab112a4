package dev.stint.domain.store;

import dev.stint.domain.Payload;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.Entry;
import dev.stint.domain.life.Phase;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.TaskStatus;
import java.util.Optional;

/** Runs that stand where a test wants them. */
final class Runs {

  private Runs() {}

  static Run at(TaskStatus status) {
    return at(status, 0, Optional.empty(), Payload.NONE);
  }

  static Run at(Payload cursor) {
    return at(TaskStatus.YIELDED, 0, Optional.empty(), cursor);
  }

  static Run at(TaskStatus status, int losses, Optional<Block> blocked) {
    return at(status, losses, blocked, Payload.NONE);
  }

  private static Run at(TaskStatus status, int losses, Optional<Block> blocked, Payload cursor) {
    return new Run(
        status,
        status == TaskStatus.RUNNING ? Phase.EXECUTING : Phase.NONE,
        0,
        Entry.EXECUTE,
        cursor,
        0,
        losses,
        0,
        0,
        Optional.empty(),
        blocked,
        Optional.empty(),
        Optional.empty());
  }
}
