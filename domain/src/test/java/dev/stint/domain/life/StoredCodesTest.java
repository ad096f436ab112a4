package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Codes of a stored task, of this build and of others. */
class StoredCodesTest {

  private final StoredCodes codes = new StoredCodes();

  @Test
  void known_codes_are_read_and_leave_the_run_as_it_is() {
    assertThat(codes.named("status", TaskStatus.PENDING, "YIELDED")).isEqualTo(TaskStatus.YIELDED);
    assertThat(codes.named("reason", Interruption.CRASH, Optional.of("TIMEOUT")))
        .contains(Interruption.TIMEOUT);
    assertThat(codes.named("reason", Interruption.CRASH, Optional.empty())).isEmpty();
    assertThat(codes.numbered("status", TaskStatus.PENDING, TaskStatus.PAUSED.ordinal()))
        .isEqualTo(TaskStatus.PAUSED);
    assertThat(codes.block(Optional.of(Block.TURN.text()))).contains(Block.TURN);
    assertThat(codes.block(Optional.empty())).isEmpty();

    assertThat(codes.known()).isTrue();
    assertThat(codes.words()).isEmpty();
    assertThat(codes.run(Run.NEW)).isEqualTo(Run.NEW);
    assertThat(StoredCodes.unknown(Run.NEW)).isEmpty();
  }

  @Test
  void unknown_codes_set_the_run_apart_and_are_all_named() {
    assertThat(codes.named("status", TaskStatus.PENDING, "FROZEN")).isEqualTo(TaskStatus.PENDING);
    assertThat(codes.numbered("lane", TaskStatus.PAUSED, 99)).isEqualTo(TaskStatus.PAUSED);
    assertThat(codes.numbered("lane", TaskStatus.PAUSED, -1)).isEqualTo(TaskStatus.PAUSED);
    assertThat(codes.block(Optional.of("WEATHER"))).isEmpty();

    Run apart = codes.run(Run.NEW);
    assertThat(apart.status()).isEqualTo(TaskStatus.BLOCKED);
    assertThat(apart.blockedBy(BlockReason.UNREADABLE)).isTrue();
    assertThat(StoredCodes.unknown(apart).orElseThrow())
        .contains("status 'FROZEN'", "lane '99'", "lane '-1'", "block 'WEATHER'");
  }

  @Test
  void a_phase_goes_with_its_status() {
    assertThat(codes.phase(TaskStatus.RUNNING, "STARTING")).isEqualTo(Phase.STARTING);
    assertThat(codes.phase(TaskStatus.RUNNING, "NONE")).isEqualTo(Phase.EXECUTING);
    assertThat(codes.phase(TaskStatus.RUNNING, "DREAMING")).isEqualTo(Phase.EXECUTING);
    assertThat(codes.phase(TaskStatus.PENDING, "NONE")).isEqualTo(Phase.NONE);
    assertThat(codes.phase(TaskStatus.PENDING, "STARTING")).isEqualTo(Phase.NONE);
    assertThat(codes.words().orElseThrow()).contains("phase 'DREAMING'");
    assertThat(StoredCodes.runningPhases()).contains("EXECUTING").doesNotContain("NONE");
  }

  @Test
  void a_status_alone_and_a_signal_have_a_place_to_fall_to() {
    assertThat(StoredCodes.status("RETRYING")).isEqualTo(TaskStatus.RETRYING);
    assertThat(StoredCodes.status("FROZEN")).isEqualTo(TaskStatus.BLOCKED);
    assertThat(StoredCodes.signal(Signal.CANCEL.ordinal())).isEqualTo(Signal.CANCEL);
    assertThat(StoredCodes.signal(0)).isEqualTo(Signal.NONE);
    assertThat(StoredCodes.signal(77)).isEqualTo(Signal.NONE);
    assertThat(StoredCodes.signal(-1)).isEqualTo(Signal.NONE);
  }

  @Test
  void whoever_asks_for_blocked_tasks_asks_for_all_but_the_other_statuses() {
    assertThat(StoredCodes.leftOut(Set.of(TaskStatus.PENDING))).isEmpty();
    assertThat(StoredCodes.leftOut(Set.of(TaskStatus.BLOCKED)).orElseThrow())
        .doesNotContain(TaskStatus.BLOCKED)
        .contains(TaskStatus.PENDING, TaskStatus.FAILED);
  }

  @Test
  void only_the_failure_of_a_task_set_apart_names_codes() {
    Run other =
        Steering.block(Run.NEW, Block.UNREADABLE)
            .orElseThrow()
            .run()
            .change()
            .failure(Optional.of(Failure.permanent("another", "kind")))
            .done();
    assertThat(StoredCodes.unknown(other)).isEmpty();
  }
}
