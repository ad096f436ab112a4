package dev.stint.application.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void causes_come_from_the_outside_in() {
    Exception inner = new IllegalStateException("inner");
    Exception middle = new RuntimeException("middle", inner);
    Exception outer = new Exception("outer", middle);

    assertThat(Causes.of(outer)).containsExactly(outer, middle, inner);
    assertThat(Causes.root(outer)).isSameAs(inner);
    assertThat(Causes.first(outer, IllegalStateException.class))
        .contains((IllegalStateException) inner);
  }

  @Test
  void a_cause_that_leads_back_to_itself_is_looked_at_once() {
    Exception first = new Exception("first");
    Exception second = new Exception("second", first);
    first.initCause(second);

    assertThat(Causes.of(first)).containsExactly(first, second);
    assertThat(Causes.any(first, IllegalStateException.class::isInstance)).isFalse();
  }

  @Test
  void no_more_than_twenty_are_looked_at() {
    Throwable error = new Exception("0");
    for (int i = 1; i < 1_000; i++) {
      error = new Exception("" + i, error);
    }

    assertThat(Causes.of(error)).hasSize(20);
  }

  @Test
  void what_stands_beside_a_cause_is_looked_at_after_it() {
    Exception cause = new Exception("cause");
    Exception beside = new Exception("beside");
    Exception error = new Exception("error", cause);

    assertThat(Causes.of(error, e -> e == error ? List.of(beside, error) : List.of(error)))
        .containsExactly(error, cause, beside);
  }

  @Test
  void an_error_that_throws_when_it_is_asked_is_an_error_without_cause_and_words() {
    Exception hostile =
        new Exception() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no words");
          }

          @Override
          public synchronized Throwable getCause() {
            throw new IllegalStateException("no cause");
          }
        };

    assertThat(Causes.of(hostile)).containsExactly(hostile);
    assertThat(Causes.words(hostile)).isEqualTo(hostile.getClass().getName());
  }

  @Test
  void words_are_one_line() {
    assertThat(Causes.words(new Exception("  one \n two"))).isEqualTo("one");
    assertThat(Causes.words(new Exception("\n"))).isEqualTo("java.lang.Exception");
    assertThat(Causes.words(new Exception())).isEqualTo("java.lang.Exception");
  }
}
