package dev.stint.application.engine.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The threads of a worker, and what the end of one of them means. */
class WorkerThreadsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final WorkerThreads threads = new WorkerThreads();

  private void runs(Thread thread) throws InterruptedException {
    thread.start();
    thread.join(LONG.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void one_that_comes_to_its_end_breaks_nothing() throws Exception {
    runs(threads.vital("vital", () -> {}));
    runs(threads.slot("slot", () -> {}));

    assertThat(threads.broken()).isEmpty();
    assertThat(threads.all()).isEmpty();
  }

  @Test
  void the_first_that_ends_by_an_error_is_why_the_worker_cannot_go_on() throws Exception {
    runs(threads.vital("vital", () -> throwing("first")));
    runs(threads.slot("slot", () -> throwing("second")));

    assertThat(threads.broken()).contains("its thread vital ended: first");
  }

  private static void throwing(String words) {
    throw new AssertionError(words);
  }

  @Test
  void a_helper_that_fails_harms_nobody() throws Exception {
    runs(threads.helper("helper", () -> throwing("harmless")));

    assertThat(threads.broken()).isEmpty();
    assertThat(threads.all()).isEmpty();
  }

  @Test
  void a_lent_thread_is_the_workers_until_the_outermost_is_given_back() {
    assertThat(threads.mine()).isFalse();
    try (WorkerThreads.Lent outer = threads.lend()) {
      try (WorkerThreads.Lent inner = threads.lend()) {
        assertThat(threads.mine()).isTrue();
      }
      assertThat(threads.mine()).as("it is still lent by the outer call").isTrue();
    }
    assertThat(threads.mine()).isFalse();
  }

  @Test
  void whoever_waits_for_all_does_not_wait_for_itself() throws Exception {
    runs(threads.vital("vital", () -> threads.join(Duration.ofDays(1))));

    assertThat(threads.broken()).isEmpty();
  }
}
