package dev.stint.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundsTest {

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);

  private static void assertRefused(Runnable asked, String words) {
    assertThatThrownBy(asked::run).isInstanceOf(OutOfBoundsException.class).hasMessage(words);
  }

  @Test
  void a_payload_of_a_mebibyte_is_kept_and_a_larger_one_refused() {
    Payload largest = Payload.of("x".repeat(1 << 20));

    assertThat(Bounds.payload("the cursor", largest)).isSameAs(largest);
    assertRefused(
        () -> Bounds.payload("the cursor", Payload.of("x".repeat((1 << 20) + 1))),
        "the cursor has 1048577 bytes; at most 1048576 are allowed");
  }

  @Test
  void a_lease_of_a_tenth_of_a_second_is_kept_and_a_shorter_one_refused() {
    assertThat(Bounds.lease(Bounds.SHORTEST_LEASE)).hasMillis(100);
    assertRefused(
        () -> Bounds.lease(Duration.ofMillis(100).minusNanos(1)),
        "lease PT0.099999999S is shorter than PT0.1S");
    assertRefused(() -> Bounds.lease(Duration.ZERO), "lease must be over 0");
  }

  @Test
  void moments_from_1970_to_9999_may_be_asked_for() {
    assertThat(Bounds.moment("it", Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    assertThat(Bounds.moment("it", LATEST)).isEqualTo(LATEST);
    assertRefused(
        () -> Bounds.moment("its snooze", Instant.EPOCH.minusNanos(1)),
        "its snooze 1969-12-31T23:59:59.999999999Z is before the year 1970");
    assertRefused(
        () -> Bounds.moment("its snooze", LATEST.plusNanos(1)),
        "its snooze +10000-01-01T00:00:00Z is after the year 9999");
  }

  @Test
  void spans_from_zero_to_a_hundred_years_are_kept() {
    assertThat(Bounds.span("it", Duration.ZERO)).isZero();
    assertThat(Bounds.span("it", Bounds.LONGEST_SPAN)).isEqualTo(Bounds.LONGEST_SPAN);
    assertRefused(() -> Bounds.span("it", Duration.ofNanos(-1)), "it PT-0.000000001S is negative");
    assertRefused(
        () -> Bounds.span("it", Bounds.LONGEST_SPAN.plusNanos(1)),
        "it PT876000H0.000000001S is longer than 100 years");
    assertRefused(() -> Bounds.time("the lease", Duration.ZERO), "the lease must be over 0");
    assertThat(Bounds.time("the lease", Duration.ofNanos(1))).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  void a_due_time_ends_with_the_year_2254_which_a_double_tells_to_the_microsecond() {
    Instant latest = Instant.parse("2254-12-31T23:59:59.999999Z");
    assertThat(Bounds.due("the due time", Due.at(latest))).isEqualTo(Due.at(latest));
    assertRefused(
        () -> Bounds.due("the due time", Due.at(Bounds.DUE_END)),
        "the due time 2255-01-01T00:00:00Z is after the year 2254, the last one that every store"
            + " keeps");
    long micros = Bounds.DUE_END.getEpochSecond() * 1_000_000L;
    assertThat(micros).isLessThan(1L << 53);
  }

  @Test
  void due_times_are_bounded_as_what_they_are_made_of() {
    assertThat(Bounds.due("it", Due.UNCHANGED)).isSameAs(Due.UNCHANGED);
    assertThat(Bounds.due("it", Due.NOW)).isSameAs(Due.NOW);
    assertThatThrownBy(() -> Bounds.due("it", Due.at(Instant.MAX)))
        .isInstanceOf(OutOfBoundsException.class);
    assertThatThrownBy(() -> Bounds.due("it", Due.in(ENDLESS)))
        .isInstanceOf(OutOfBoundsException.class);
  }

  @Test
  void a_moment_after_another_ends_with_the_latest_due_time() {
    assertThat(Bounds.after(Instant.EPOCH, Duration.ofDays(1)))
        .isEqualTo(Instant.EPOCH.plusSeconds(86_400));
    assertThat(Bounds.after(Instant.EPOCH, ENDLESS))
        .isBefore(Bounds.DUE_END)
        .isAfter(Bounds.DUE_END.minusSeconds(1));
  }

  @Test
  void nanoseconds_of_any_span_are_those_of_one_within_bounds() {
    assertThat(Bounds.nanos(ENDLESS)).isEqualTo(Bounds.LONGEST_SPAN.toNanos());
    assertThat(Bounds.nanos(Duration.ofSeconds(Long.MIN_VALUE))).isZero();
    assertThat(Bounds.nanos(Duration.ofMillis(3))).isEqualTo(3_000_000);
  }

  @Test
  void a_size_is_from_zero_to_the_largest_payload() {
    assertThat(Bounds.size("maxResult", 0)).isZero();
    assertThat(Bounds.size("maxResult", 1 << 20)).isEqualTo(1 << 20);
    assertRefused(() -> Bounds.size("maxResult", -1), "maxResult is 0 to 1048576 bytes, not -1");
    assertRefused(
        () -> Bounds.size("maxResult", (1 << 20) + 1),
        "maxResult is 0 to 1048576 bytes, not 1048577");
  }

  @Test
  void a_count_is_from_the_least_to_the_most() {
    assertThat(Bounds.count("skip", 0, 0, 9)).isZero();
    assertThat(Bounds.count("skip", 9, 0, 9)).isEqualTo(9);
    assertRefused(() -> Bounds.count("skip", -1, 0, 9), "skip is from 0 to 9, not -1");
    assertRefused(() -> Bounds.count("skip", 10, 0, 9), "skip is from 0 to 9, not 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "\u00e9\u4e2d", "\ud83d\ude80"})
  void text_that_every_store_keeps_stays_as_it_is(String text) {
    assertThat(Texts.kept(text, 10)).isEqualTo(text);
  }

  @Test
  void text_is_cut_without_halving_a_pair_and_what_no_store_keeps_is_replaced() {
    assertThat(Texts.kept("abcdef", 3)).isEqualTo("abc");
    assertThat(Texts.kept("ab\ud83d\ude80", 3)).isEqualTo("ab");
    assertThat(Texts.kept("ab\ud83d\ude80", 4)).isEqualTo("ab\ud83d\ude80");
    assertThat(Texts.kept("a\0b\ud83dc\ude80", 9)).isEqualTo("a\ufffdb\ufffdc\ufffd");
    assertThat(Texts.kept("\ud83d", 0)).isEmpty();
  }
}
