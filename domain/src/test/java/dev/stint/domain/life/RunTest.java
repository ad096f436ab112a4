package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RunTest {

  private final Run running = StepPolicy.claimed(Run.NEW);

  @Test
  void no_count_of_a_run_is_ever_negative() {
    List<UnaryOperator<Run.Change>> wrong =
        List.of(
            c -> c.action(-1),
            c -> c.attempt(-1),
            c -> c.losses(-1),
            c -> c.hookDeaths(-1),
            c -> c.idleYields(-1));
    wrong.forEach(
        change ->
            assertThatThrownBy(() -> change.apply(Run.NEW.change()).done())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts of a run must not be negative"));
  }

  @ParameterizedTest
  @EnumSource(value = Phase.class, names = "NONE", mode = Mode.EXCLUDE)
  void only_what_runs_has_a_phase(Phase phase) {
    assertThatThrownBy(() -> Run.NEW.change().phase(phase).done())
        .hasMessage("PENDING does not go with phase " + phase);
    assertThat(running.change().phase(phase).done().phase()).isEqualTo(phase);
    assertThatThrownBy(() -> running.change().phase(Phase.NONE).done())
        .hasMessage("RUNNING does not go with phase NONE");
  }

  @Test
  void leaving_running_leaves_the_phase_and_staying_keeps_it() {
    Run executing = running.change().phase(Phase.EXECUTING).done();
    Run over = executing.change().by(TaskEvent.TAKE_OVER, TaskStatus.RUNNING).done();
    assertThat(over.phase()).isEqualTo(Phase.EXECUTING);
    assertThat(StepPolicy.released(executing, TaskStatus.PENDING).phase()).isEqualTo(Phase.NONE);
  }

  @Test
  void a_move_off_the_table_says_which() {
    assertThatThrownBy(() -> Run.NEW.change().by(TaskEvent.SUCCEED, TaskStatus.SUCCEEDED))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessage("SUCCEED does not lead from PENDING to SUCCEEDED");
  }

  @Test
  void statuses_are_claimable_held_or_finished() {
    assertThat(Arrays.stream(TaskStatus.values()).filter(TaskStatus::claimable))
        .containsExactly(
            TaskStatus.PENDING, TaskStatus.YIELDED, TaskStatus.RETRYING, TaskStatus.INTERRUPTED);
    assertThat(Arrays.stream(TaskStatus.values()).filter(TaskStatus::finished))
        .containsExactly(
            TaskStatus.SUCCEEDED, TaskStatus.FAILED, TaskStatus.CANCELLED, TaskStatus.SUPERSEDED);
  }
}
