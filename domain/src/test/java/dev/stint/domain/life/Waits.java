package dev.stint.domain.life;

import dev.stint.domain.TaskId;
import java.time.Instant;
import java.util.UUID;

/** Waits for tests. */
final class Waits {

  static final TaskId OTHER = new TaskId(new UUID(0x0190_0000_0000_7000L, Long.MIN_VALUE));

  static final Block A_DAY = Block.on(Await.success(OTHER), Instant.parse("2026-11-22T00:00:00Z"));

  private Waits() {}
}
