package dev.stint.domain.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.TaskId;
import dev.stint.domain.life.Await;
import dev.stint.domain.life.Block;
import dev.stint.domain.life.BlockReason;
import dev.stint.domain.life.Run;
import dev.stint.domain.life.SerialKeyRules;
import dev.stint.domain.life.Steering;
import dev.stint.domain.life.TaskStatus;
import dev.stint.domain.task.ReadyDepth;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a store keeps a live task. */
class ReadyStateTest {

  private static final Await WAIT =
      new Await(new TaskId(new UUID(0, 1)), Optional.empty(), Await.Accepts.SUCCESS);

  private static Run run(TaskStatus status, BlockReason reason, int losses) {
    Optional<Block> block =
        Optional.ofNullable(reason)
            .map(
                r ->
                    switch (r) {
                      case TASK -> Block.on(WAIT, Instant.EPOCH);
                      case TURN -> Block.TURN;
                      case UNREADABLE -> Block.UNREADABLE;
                    });
    return Runs.at(status, losses, block);
  }

  @ParameterizedTest
  @CsvSource({
    // the status, what blocks it, losses; once it is due, and before
    "PENDING,     ,           0, READY,   LATER",
    "YIELDED,     ,           0, READY,   LATER",
    "RETRYING,    ,           0, READY,   LATER",
    "INTERRUPTED, ,           0, READY,   LATER",
    "INTERRUPTED, ,           1, SUSPECT, LATER",
    "BLOCKED,     TASK,       0, READY,   LATER",
    "BLOCKED,     TASK,       2, SUSPECT, LATER",
    "BLOCKED,     TURN,       0, TURN,    TURN",
    "BLOCKED,     TURN,       1, TURN,    TURN",
    "BLOCKED,     UNREADABLE, 0, NONE,    NONE",
    "PAUSED,      ,           0, NONE,    NONE",
    "PAUSED,      TASK,       1, NONE,    NONE",
    "RUNNING,     ,           0, NONE,    NONE",
    "RUNNING,     TASK,       1, NONE,    NONE",
  })
  void a_task_is_kept_where_its_run_and_its_due_time_say(
      TaskStatus status, BlockReason reason, int losses, ReadyState due, ReadyState before) {
    Run run = run(status, reason, losses);

    assertThat(ReadyState.of(run, true)).isEqualTo(due);
    assertThat(ReadyState.onceDue(run)).isEqualTo(due);
    assertThat(ReadyState.of(run, false)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "PENDING,     ,     true",
    "INTERRUPTED, ,     true",
    "YIELDED,     TASK, false",
    "BLOCKED,     TASK, false",
    "BLOCKED,     TURN, false",
  })
  void who_only_looks_for_what_it_waits_for_is_no_work_to_be_counted(
      TaskStatus status, BlockReason reason, boolean counts) {
    assertThat(ReadyDepth.counts(run(status, reason, 0))).isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({"PENDING,", "PENDING, TASK", "YIELDED, UNREADABLE"})
  void a_turn_is_put_above_a_block_and_taken_off_it(TaskStatus status, BlockReason reason) {
    Run run = run(status, reason, 0);

    Run waiting = SerialKeyRules.waiting(run);

    assertThat(waiting.blockedBy(BlockReason.TURN)).isTrue();
    assertThat(SerialKeyRules.beneath(run)).isEqualTo(run.blocked());
    assertThat(SerialKeyRules.beneath(waiting).flatMap(Block::await))
        .isEqualTo(run.blocked().flatMap(Block::await));
    assertThat(SerialKeyRules.turn(SerialKeyRules.beneath(waiting)))
        .isEqualTo(waiting.blocked().orElseThrow());
  }

  @Test
  void one_that_is_cancelled_while_it_waits_tells_so() {
    Run cancelled = Steering.cancel(SerialKeyRules.waiting(Run.NEW)).orElseThrow().run();

    assertThat(SerialKeyRules.beneath(cancelled)).contains(Block.TURN);
  }

  @Test
  void who_waits_for_a_turn_is_ready_once_it_is_granted() {
    Run waiting = SerialKeyRules.waiting(Run.NEW);

    assertThat(ReadyState.onceDue(waiting)).isEqualTo(ReadyState.TURN);
    assertThat(ReadyState.onceDue(SerialKeyRules.granted(waiting))).isEqualTo(ReadyState.READY);
  }

  /** They are stored: a change is a migration. */
  @ParameterizedTest
  @CsvSource({
    "NONE, 0, false",
    "READY, 1, true",
    "SUSPECT, 2, true",
    "LATER, 3, false",
    "TURN, 4, false"
  })
  void codes_are_stored_and_two_states_are_ready(ReadyState state, int code, boolean ready) {
    assertThat(state.code()).isEqualTo(code);
    assertThat(state.ready()).isEqualTo(ready);
  }
}
