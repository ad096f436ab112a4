package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Fence;
import dev.stint.domain.TaskId;
import dev.stint.domain.WorkerId;
import dev.stint.domain.life.WriteKey;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a fenced write. */
class WriteVersionsTest {

  private static final WorkerId OURS = new WorkerId(new UUID(0, 1));
  private static final WorkerId THEIRS = new WorkerId(new UUID(0, 2));
  private static final WriteKey KEY =
      new WriteKey(new TaskId(new UUID(0, 9)), OURS, new Fence(5), 3);

  private static Optional<WorkerId> worker(String name) {
    return switch (name) {
      case "ours" -> Optional.of(OURS);
      case "theirs" -> Optional.of(THEIRS);
      default -> Optional.empty();
    };
  }

  @ParameterizedTest
  @CsvSource({
    // stored for the task: fence, sequence, worker, running; the verdict on a write of ours: 5, 3
    "5, 2, ours,   true,  APPLIED",
    "5, 2, ours,   false, STALE", // finished by another write of its worker
    "5, 2, theirs, true,  STALE",
    "5, 2, nobody, false, STALE", // handed back
    "5, 1, ours,   true,  STALE", // a write of ours is missing
    "5, 4, ours,   true,  STALE", // a later write of ours landed
    "5, 3, ours,   true,  APPLIED_BEFORE",
    "5, 3, ours,   false, APPLIED_BEFORE", // it finished the task
    "5, 3, nobody, false, APPLIED_BEFORE", // it ended the stint, and the task bears no worker now
    "6, 2, theirs, true,  STALE",
    "6, 3, theirs, true,  STALE", // another's write of the same number
    "6, 2, ours,   true,  STALE", // claimed again by ourselves: still another fence
    "4, 2, ours,   true,  STALE",
    "4, 3, ours,   true,  STALE",
  })
  void a_write_lands_if_worker_and_fence_hold_and_it_is_the_next_one(
      long fence, long sequence, String worker, boolean running, WriteVerdict verdict) {
    Optional<WriteVersions> stored =
        Optional.of(new WriteVersions(new Fence(fence), sequence, worker(worker), running));

    assertThat(WriteVersions.judge(stored, KEY)).isEqualTo(verdict);
  }

  @Test
  void a_task_that_is_not_there_is_gone() {
    assertThat(WriteVersions.judge(Optional.empty(), KEY)).isEqualTo(WriteVerdict.GONE);
  }
}
