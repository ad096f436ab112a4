package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.spi.Causes;
import org.junit.jupiter.api.Test;

/** What user code threw, as a log shows it. */
class LoggedErrorTest {

  @Test
  void harmless_words_are_logged_as_they_are() {
    Throwable harmless = new IllegalStateException("no", new IllegalArgumentException("why"));
    assertThat(LoggedError.of(harmless)).isSameAs(harmless);
  }

  @Test
  void words_that_break_a_line_are_cleaned_and_its_frames_stay() {
    Throwable hostile = new IllegalStateException("red\u001b[31m\nINFO all is well");
    Throwable logged = LoggedError.of(new IllegalArgumentException("outer", hostile));
    assertThat(logged.toString()).contains("IllegalArgumentException", "outer");
    assertThat(logged.getCause().toString()).doesNotContain("\u001b", "\n");
    assertThat(logged.getCause().getStackTrace()).isEqualTo(hostile.getStackTrace());
  }

  @Test
  void suppressed_errors_and_endless_causes_are_left_out() {
    Throwable beside = new IllegalStateException("one");
    beside.addSuppressed(new IllegalStateException("other\n"));
    assertThat(LoggedError.of(beside).getSuppressed()).isEmpty();

    Throwable chain = new IllegalStateException("innermost");
    for (int i = 0; i < Causes.MOST; i++) {
      chain = new IllegalStateException("cause " + i, chain);
    }
    assertThat(Causes.of(LoggedError.of(chain))).hasSizeLessThanOrEqualTo(Causes.MOST);
    assertThat(LoggedError.of(chain)).isNotSameAs(chain);
  }

  @Test
  void one_whose_message_throws_is_told_by_its_class() {
    Throwable mute =
        new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new AssertionError("not even this");
          }
        };
    assertThat(LoggedError.of(mute).toString()).isEqualTo(mute.getClass().getName());
  }
}
