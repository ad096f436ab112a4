package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.application.api.FailureClassifier;
import dev.stint.application.api.FailureClassifier.Meaning;
import dev.stint.application.api.RetryLaterException;
import dev.stint.domain.life.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whatever is thrown is recorded. */
class FailuresTest {

  private static final FailureClassifier ORDINARY = error -> Meaning.ORDINARY;

  @Test
  void a_wait_longer_than_a_century_is_permanent_and_says_so() {
    RetryLaterException late = new RetryLaterException("later", Duration.ofSeconds(Long.MAX_VALUE));
    Failure failure = Failures.of(late, ORDINARY);
    assertThat(failure.permanent()).isTrue();
    assertThat(failure.message()).contains("longer than 100 years", "later");
    assertThat(Failures.of(new RetryLaterException("soon", Duration.ofDays(1)), ORDINARY))
        .matches(f -> !f.permanent());
  }

  @Test
  @SuppressWarnings("NullAway")
  void a_classifier_that_answers_nothing_or_throws_means_ordinary() {
    Throwable error = new IllegalStateException("no");
    assertThat(Failures.meaning(error, e -> null)).isEqualTo(Meaning.ORDINARY);
    assertThat(
            Failures.meaning(
                error,
                e -> {
                  throw new AssertionError("classifier");
                }))
        .isEqualTo(Meaning.ORDINARY);
    assertThat(Failures.of(error, e -> Meaning.PERMANENT).permanent()).isTrue();
  }

  @Test
  void one_that_tells_nothing_of_itself_is_recorded_by_its_class() {
    assertThat(Failures.message(new IllegalStateException("said"))).isEqualTo("said");
    assertThat(Failures.message(new IllegalStateException((String) null)))
        .isEqualTo("java.lang.IllegalStateException");
    Throwable mute = new Mute();
    Failure failure = Failures.of(mute, ORDINARY);
    assertThat(failure.message()).isEqualTo(Mute.class.getName());
    assertThat(failure.stack()).isEmpty();
  }

  /** Throws whenever it is asked. */
  private static final class Mute extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("message");
    }

    @Override
    public String toString() {
      throw new IllegalStateException("text");
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("stack");
    }
  }
}
