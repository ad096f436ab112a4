package dev.stint.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** The order of what one process asks for hangs on its clock: it must not run back by itself. */
class ServerClockTest {

  private static final long START = 1_700_000_000_000_000L;
  private static final long SECOND = 1_000_000;

  /** How long an answer of the server's is under way. */
  private long way;

  private long passed;
  private long server = START;
  private final ServerClock clock =
      new ServerClock(this::ask, connection -> ask(), () -> passed * 1_000);

  private long ask() {
    long answer = server;
    pass(way);
    return answer;
  }

  private void pass(long micros) {
    passed += micros;
    server += micros;
  }

  @Test
  void an_answer_that_takes_longer_than_the_last_does_not_turn_the_time_back() {
    way = 500;
    clock.micros();
    pass(SECOND - 1);
    long before = clock.micros();
    way = 40_000;
    pass(1);

    assertThat(clock.micros()).isGreaterThan(before);
    assertThat(clock.micros()).isBetween(server - 500, server);
  }

  @Test
  void an_answer_that_takes_less_brings_the_time_closer() {
    way = 40_000;
    clock.micros();
    pass(SECOND);
    way = 500;

    assertThat(clock.micros()).isBetween(server - 500, server);
  }

  @Test
  void time_heard_beside_another_answer_counts_the_same() {
    way = 500;
    clock.micros();
    LongConsumer hearing = clock.hearing();
    long heard = ask();
    pass(40_000);
    long before = clock.lately();
    hearing.accept(heard);

    assertThat(clock.lately()).isEqualTo(before);
  }

  @Test
  void a_server_whose_clock_is_set_is_followed_both_ways() {
    way = 500;
    clock.micros();
    server -= 3_600 * SECOND;
    pass(SECOND);
    assertThat(clock.micros()).isBetween(server - 500, server);

    server += 7_200 * SECOND;
    pass(SECOND);
    assertThat(clock.micros()).isBetween(server - 500, server);
  }
}
