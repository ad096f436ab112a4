package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Payload;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UntouchedRunTest {

  @Test
  void a_new_run_is_untouched_also_while_something_holds_it_up() {
    assertThat(Run.NEW.untouched()).isTrue();
    assertThat(Run.NEW.change().done().untouched()).isTrue();
    assertThat(Steering.pause(Run.NEW).orElseThrow().run().untouched()).isTrue();
    assertThat(SerialKeyRules.waiting(Run.NEW).untouched()).isTrue();
  }

  @Test
  void one_that_was_claimed_or_got_anywhere_is_not() {
    assertThat(StepPolicy.claimed(Run.NEW).untouched()).isFalse();
    assertThat(Run.NEW.change().attempt(1).done().untouched()).isFalse();
    assertThat(Run.NEW.change().losses(1).done().untouched()).isFalse();
    assertThat(Run.NEW.change().cursor(Payload.of("row 3")).done().untouched()).isFalse();
  }

  @Test
  void a_run_is_plain_while_its_status_action_and_attempt_tell_all_of_it() {
    Run ended = Run.NEW.change().by(TaskEvent.CANCEL, TaskStatus.CANCELLED).done();
    assertThat(ended.change().action(2).attempt(1).done().plain()).isTrue();
    assertThat(ended.change().entry(Entry.EXECUTE).done().plain()).isFalse();
    assertThat(ended.change().cursor(Payload.of("row 3")).done().plain()).isFalse();
    assertThat(ended.change().losses(1).done().plain()).isFalse();
    assertThat(ended.change().hookDeaths(1).done().plain()).isFalse();
    assertThat(ended.change().idleYields(1).done().plain()).isFalse();
    assertThat(ended.change().heldFrom(Optional.of(TaskStatus.YIELDED)).done().plain()).isFalse();
    assertThat(StepPolicy.claimed(Run.NEW).plain()).isFalse();
    assertThat(SerialKeyRules.waiting(Run.NEW).plain()).isFalse();
    assertThat(ended.change().failure(Optional.of(Failure.temporary("kind", "why"))).done().plain())
        .isFalse();
  }
}
