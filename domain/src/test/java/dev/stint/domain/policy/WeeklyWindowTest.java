package dev.stint.domain.policy;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyWindowTest {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String ALL = "monday,tuesday,wednesday,thursday,friday,saturday,sunday";

  @Test
  void a_window_across_midnight_belongs_to_the_day_it_starts_on() {
    var window = WeeklyWindow.parse(" Sunday ", "22:00", "02:00", ZoneId.of("UTC"));
    Instant sunday = Instant.parse("2026-11-22T22:00:00Z");
    assertThat(window.open(sunday.minusSeconds(1))).isFalse();
    assertThat(window.open(sunday)).isTrue();
    assertThat(window.closesAfter(sunday)).contains(Instant.parse("2026-11-23T02:00:00Z"));
    assertThat(window.open(Instant.parse("2026-11-22T01:00:00Z"))).isFalse();
    assertThat(window.opensNext(Instant.parse("2026-11-23T02:00:00Z")))
        .isEqualTo(sunday.plus(Duration.ofDays(7)));
  }

  @Test
  void the_night_of_a_change_of_clocks_is_as_long_as_the_clocks_say() {
    var window = WeeklyWindow.parse("saturday", "23:00", "06:00", PARIS);
    assertThat(window.closesAfter(Instant.parse("2026-03-28T22:00:00Z")))
        .contains(Instant.parse("2026-03-29T04:00:00Z"));
    assertThat(window.closesAfter(Instant.parse("2026-10-24T21:00:00Z")))
        .contains(Instant.parse("2026-10-25T05:00:00Z"));
  }

  @Test
  void a_start_that_the_clocks_skip_is_the_moment_of_the_change() {
    var window = WeeklyWindow.parse("sunday", "02:30", "05:00", PARIS);
    assertThat(window.opensNext(Instant.parse("2026-03-29T00:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-29T01:00:00Z"));
  }

  @Test
  void a_window_that_the_clocks_skip_whole_opens_a_week_later() {
    var window = WeeklyWindow.parse("sunday", "02:00", "03:00", PARIS);
    assertThat(window.opensNext(Instant.parse("2026-03-29T00:00:00Z")))
        .isEqualTo(Instant.parse("2026-04-05T00:00:00Z"));
  }

  @Test
  void a_time_shown_twice_starts_at_the_first_and_ends_at_the_second() {
    var window = WeeklyWindow.parse("sunday", "02:30", "02:45", PARIS);
    Instant start = Instant.parse("2026-10-25T00:30:00Z");
    assertThat(window.opensNext(start.minusSeconds(1))).isEqualTo(start);
    assertThat(window.closesAfter(start)).contains(Instant.parse("2026-10-25T01:45:00Z"));
  }

  @Test
  void every_day_around_the_clock_never_closes() {
    var window = WeeklyWindow.parse(ALL, "01:30", "01:30", PARIS);
    assertThat(window.open(Instant.EPOCH)).isTrue();
    assertThat(window.closesAfter(Instant.EPOCH)).isEmpty();
  }

  @Test
  void a_disabled_window_never_opens() {
    var window = WeeklyWindow.parse(ALL, "00:00", "00:00", PARIS).disabled();
    assertThat(window.open(Instant.EPOCH)).isFalse();
    assertThat(window.closesAfter(Instant.EPOCH)).isEmpty();
    assertThat(window.opensNext(Instant.EPOCH)).isEqualTo(WeeklyWindow.NEVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"24:00", "29:00", "1:30", "01:60", "x01:30", "01:30:00", ""})
  void a_malformed_time_is_refused(String time) {
    assertThatThrownBy(() -> WeeklyWindow.parse("monday", time, "05:00", PARIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a time of day");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "monday,", "mon", "lundi"})
  void a_malformed_day_is_refused(String days) {
    assertThatThrownBy(() -> WeeklyWindow.parse(days, "01:00", "05:00", PARIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not a day");
  }

  @Test
  void a_window_without_a_day_is_refused() {
    assertThatThrownBy(() -> new WeeklyWindow(true, Set.of(), LocalTime.MIN, LocalTime.NOON, PARIS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answers_agree_in_every_zone_across_the_year() {
    check(
        500,
        values ->
            answers_agree_in_every_zone_across_the_year(
                ZoneId.of(values.of("Europe/Paris", "America/New_York", "Australia/Lord_Howe")),
                values.set(1, 7, () -> values.of(DayOfWeek.values())),
                values.between(0, 1439),
                values.between(0, 1439),
                values.between(1_767_225_600L, 1_798_761_600L)));
  }

  private static void answers_agree_in_every_zone_across_the_year(
      ZoneId zone, Set<DayOfWeek> days, int start, int end, long second) {
    var window = new WeeklyWindow(true, days, time(start), time(end), zone);
    Instant moment = Instant.ofEpochSecond(second);
    Instant next = window.opensNext(moment);
    assertThat(window.open(next)).isTrue();
    assertThat(next).isAfterOrEqualTo(moment).isBefore(moment.plus(Duration.ofDays(15)));
    assertThat(window.open(moment)).isEqualTo(next.equals(moment));
    if (next.isAfter(moment)) {
      assertThat(window.open(next.minusNanos(1))).isFalse();
      assertThat(window.closesAfter(moment)).isEmpty();
    }
    window
        .closesAfter(next)
        .ifPresent(
            shut -> {
              assertThat(shut).isAfter(next);
              assertThat(window.open(shut)).isFalse();
              assertThat(window.open(shut.minusNanos(1))).isTrue();
            });
  }

  private static LocalTime time(int minute) {
    return LocalTime.ofSecondOfDay(minute * 60L);
  }
}
