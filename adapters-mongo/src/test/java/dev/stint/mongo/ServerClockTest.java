package dev.stint.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The order of what one process asks for hangs on its clock: it must not run back by itself. */
class ServerClockTest {

  private static final long START = 1_700_000_000_000_000L;
  private static final long SECOND = 1_000_000;

  /** How long an answer of the server's is under way. */
  private long way = 500;

  private long passed;
  private long server = START;
  private final ServerClock clock = new ServerClock(this::ask, () -> passed * 1_000);

  private long ask() {
    long answer = server / 1_000 * 1_000;
    pass(way);
    return answer;
  }

  private void pass(long micros) {
    passed += micros;
    server += micros;
  }

  @Test
  void an_answer_that_takes_longer_than_the_last_does_not_turn_the_time_back() {
    clock.micros();
    pass(SECOND - 1);
    long before = clock.micros();
    way = 40_000;
    pass(1);

    assertThat(clock.micros()).isGreaterThan(before + way);
  }

  @Test
  void a_server_whose_clock_is_set_is_followed_both_ways() {
    clock.micros();
    server -= 3_600 * SECOND;
    pass(SECOND);
    assertThat(clock.micros()).isBetween(server - 2_000, server + 1_000);

    server += 7_200 * SECOND;
    pass(SECOND);
    assertThat(clock.micros()).isBetween(server - 2_000, server + 1_000);
  }
}
