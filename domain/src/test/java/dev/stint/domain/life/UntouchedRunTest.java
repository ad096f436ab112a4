package dev.stint.domain.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.Payload;
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
}
