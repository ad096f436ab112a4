package dev.stint.web.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BeatTest {

  @Test
  void a_call_that_throws_an_error_is_not_the_last() throws Exception {
    CountDownLatch calls = new CountDownLatch(3);
    Beat beat = Beat.onItsOwnThread("beat-test", Duration.ofMillis(1));

    beat.begin(
        () -> {
          calls.countDown();
          throw new AssertionError("told to fail");
        });

    assertThat(calls.await(60, TimeUnit.SECONDS)).isTrue();
    beat.end();
  }
}
