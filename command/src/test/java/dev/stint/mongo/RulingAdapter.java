package dev.stint.mongo;

import dev.stint.domain.life.TaskStatus;
import java.time.Duration;

/** What the house forbids; {@code ArchitectureGuardTest} shows that it is noticed. */
final class RulingAdapter {

  static final Duration KEPT = Duration.ofHours(24);

  private RulingAdapter() {}

  static boolean over(TaskStatus status) {
    return status == TaskStatus.SUCCEEDED;
  }

  /** Compiled to a class of its own. */
  static final class Switching {
    private Switching() {}

    static int place(TaskStatus status) {
      return switch (status) {
        case PENDING -> 1;
        default -> 0;
      };
    }
  }
}
