package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.stint.domain.TaskId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a wait came to. */
class AwaitTest {

  private static final TaskId TASK = new TaskId(new UUID(7, 9));

  /** A store would take what is missing for a fault of its own, and be tried again. */
  @Test
  void what_is_waited_for_is_named_when_the_wait_is_made() {
    assertThatNullPointerException().isThrownBy(() -> Await.success(null)).withMessage("task");
    assertThatNullPointerException()
        .isThrownBy(() -> new Await(TASK, Optional.empty(), null))
        .withMessage("accepts");
  }

  /** They are stored as other characters, so that who waits for them would wait in vain. */
  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "half \uD83D"})
  void the_name_of_a_milestone_is_stored_as_it_is(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Await.milestone(TASK, name))
        .withMessageStartingWith("a milestone must not hold NUL or half a surrogate pair");
  }

  @Test
  void the_name_of_a_milestone_is_not_quoted_at_length() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Await.check("x\n".repeat(1_000_000)))
        .withMessageMatching("a milestone has 1 to 120 characters: '[x ]{100}.'");
  }

  @ParameterizedTest
  @CsvSource({
    "success, SUCCEEDED, false, CAME",
    "success, FAILED, false, NEVER",
    "success, RUNNING, false, NOT_YET",
    "success, , false, NEVER",
    "any, FAILED, false, CAME",
    "any, SUCCEEDED, false, CAME",
    "any, PENDING, false, NOT_YET",
    "half, RUNNING, true, CAME",
    "half, RUNNING, false, NOT_YET",
    "half, SUCCEEDED, false, NEVER",
    "half, , true, CAME",
    "half, , false, NEVER"
  })
  void the_target_tells(String what, TaskStatus target, boolean reached, Await.Verdict verdict) {
    Await await =
        switch (what) {
          case "success" -> Await.success(TASK);
          case "any" -> Await.anyEnd(TASK);
          default -> Await.milestone(TASK, what);
        };
    assertThat(await.verdict(Optional.ofNullable(target), reached)).isEqualTo(verdict);
  }

  @Test
  void it_is_told_in_words() {
    assertThat(Await.success(TASK).words()).isEqualTo("task " + TASK + " to succeed");
    assertThat(Await.anyEnd(TASK).words()).isEqualTo("task " + TASK + " to end");
    assertThat(Await.milestone(TASK, "half").words()).isEqualTo("milestone 'half' of task " + TASK);
  }

  @Test
  void a_milestone_has_a_name_of_sensible_length() {
    assertThatIllegalArgumentException().isThrownBy(() -> Await.milestone(TASK, " "));
    assertThatIllegalArgumentException().isThrownBy(() -> Await.milestone(TASK, "x".repeat(121)));
  }

  @Test
  void a_block_is_read_as_it_was_written_and_holds_a_wait_and_its_limit() {
    Block half = Block.on(Await.milestone(TASK, "half way"), Instant.parse("2026-11-29T10:00:00Z"));
    assertThat(Block.of(half.text())).isEqualTo(half);
    Block any = Block.on(Await.anyEnd(TASK), Instant.parse("2026-11-29T10:00:00Z"));
    assertThat(Block.of(any.text())).isEqualTo(any);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Block(BlockReason.TASK, Optional.empty(), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Block(BlockReason.TURN, Optional.of(Await.success(TASK)), Optional.empty()));
  }
}
