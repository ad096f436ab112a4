package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stint.domain.Fence;
import dev.stint.domain.Message;
import dev.stint.domain.Payload;
import dev.stint.domain.SetAside;
import dev.stint.domain.policy.GiveUp;
import dev.stint.domain.policy.RetryPolicy;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be said is refused by name; what is too long for people is cut. */
class RefusalsTest {

  private static Run run(TaskStatus status, Phase phase, int... counts) {
    int[] five =
        IntStream.concat(IntStream.of(counts), IntStream.generate(() -> 0)).limit(5).toArray();
    return new Run(
        status,
        phase,
        five[0],
        Entry.START,
        Payload.NONE,
        five[1],
        five[2],
        five[3],
        five[4],
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void no_count_of_a_run_is_negative(int which) {
    int[] counts = new int[5];
    counts[which] = -1;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(TaskStatus.PENDING, Phase.NONE, counts))
        .withMessageContaining("negative");
  }

  @Test
  void a_run_has_a_phase_if_and_only_if_it_is_running() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(TaskStatus.RUNNING, Phase.NONE))
        .withMessageContaining("RUNNING");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run(TaskStatus.PENDING, Phase.EXECUTING))
        .withMessageContaining("PENDING");
    assertThat(run(TaskStatus.RUNNING, Phase.CLAIMED).phase()).isEqualTo(Phase.CLAIMED);
  }

  @Test
  void a_fence_is_not_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Fence(-1))
        .withMessageContaining("-1");
  }

  @Test
  void an_action_needs_a_name_and_no_negative_hook_retries() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ActionPolicy.of(" "))
        .withMessageContaining("name");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ActionPolicy("a", false, false, RetryPolicy.DEFAULT, -1, GiveUp.FAIL_TASK))
        .withMessageContaining("-1");
  }

  @Test
  void long_texts_are_cut_and_not_refused() {
    String endless = "x".repeat(100_000);

    assertThat(new Message(Message.Level.INFO, endless).text().length()).isBetween(1, 10_000);
    assertThat(new SetAside("item", Payload.NONE, endless).reason().length()).isBetween(1, 10_000);
    Failure failure = new Failure(true, endless, endless, endless);
    assertThat(failure.kind()).hasSize(200);
    assertThat(failure.message()).hasSize(2_000);
    assertThat(failure.stack()).hasSize(8_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED", "CANCELLED", "SUPERSEDED"})
  void finished_is_finished(TaskStatus status) {
    assertThat(status.finished()).isTrue();
    assertThat(status.claimable()).isFalse();
    assertThat(Stream.of(TaskEvent.values()).filter(e -> Lifecycle.allows(status, e)))
        .isSubsetOf(TaskEvent.RESTART);
  }
}
