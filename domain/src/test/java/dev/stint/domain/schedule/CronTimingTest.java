package dev.stint.domain.schedule;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stint.domain.random.RandomValues;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cron on clocks that are put forward and back. */
class CronTimingTest {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static CronTiming cron(String pattern, ZoneId zone) {
    return new CronTiming(CronPattern.parse(pattern), zone);
  }

  private static List<String> after(String pattern, ZoneId zone, String from, int count) {
    return cron(pattern, zone)
        .allAfter(Instant.parse(from))
        .limit(count)
        .map(Instant::toString)
        .toList();
  }

  @Test
  void a_moment_is_not_after_itself() {
    assertThat(after("0 3 * * *", UTC, "2026-11-21T03:00:00Z", 1))
        .containsExactly("2026-11-22T03:00:00Z");
    assertThat(after("0 3 * * *", UTC, "2026-11-21T02:59:59.999999999Z", 1))
        .containsExactly("2026-11-21T03:00:00Z");
    assertThat(after("0 3 * * *", UTC, "1969-12-30T03:00:00.5Z", 1))
        .containsExactly("1969-12-31T03:00:00Z");
  }

  @Test
  void the_wall_clock_counts_in_summer_and_in_winter() {
    assertThat(after("0 9 * * *", PARIS, "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z", "2026-03-30T07:00:00Z");
  }

  @Test
  void a_time_that_the_clocks_skip_comes_at_the_change() {
    assertThat(after("30 2 * * *", PARIS, "2026-03-28T12:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void a_time_skipped_at_the_end_of_a_day_comes_at_the_change_which_is_the_next_day() {
    assertThat(after("30 23 * * *", ZoneId.of("America/Scoresbysund"), "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void several_times_that_the_clocks_skip_come_once() {
    assertThat(after("*/20 2,3 * * *", PARIS, "2026-03-28T12:00:00Z", 4))
        .containsExactly(
            "2026-03-29T01:00:00Z",
            "2026-03-29T01:20:00Z",
            "2026-03-29T01:40:00Z",
            "2026-03-30T00:00:00Z");
  }

  @Test
  void every_hour_means_every_hour_when_the_clocks_go_forward() {
    assertThat(after("0 * * * *", PARIS, "2026-03-28T23:30:00Z", 3))
        .containsExactly("2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z");
  }

  @Test
  void a_time_of_day_that_the_clocks_show_twice_comes_the_first_time_only() {
    assertThat(after("30 2 * * *", PARIS, "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    assertThat(after("30 2 * * *", PARIS, "2026-10-25T01:10:00Z", 1))
        .containsExactly("2026-10-26T01:30:00Z");
    assertThat(after("*/30 2,3 * * *", PARIS, "2026-10-25T00:10:00Z", 3))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z");
  }

  @Test
  void every_half_hour_goes_on_while_the_clocks_show_an_hour_again() {
    assertThat(after("*/30 * * * *", PARIS, "2026-10-24T23:45:00Z", 5))
        .containsExactly(
            "2026-10-25T00:00:00Z",
            "2026-10-25T00:30:00Z",
            "2026-10-25T01:00:00Z",
            "2026-10-25T01:30:00Z",
            "2026-10-25T02:00:00Z");
  }

  @Test
  void clocks_may_change_by_half_an_hour() {
    ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
    assertThat(after("15 2 * * *", lordHowe, "2026-10-03T00:00:00Z", 1))
        .containsExactly("2026-10-03T15:30:00Z");
    assertThat(after("*/15 * * * *", lordHowe, "2026-04-04T14:40:00Z", 4))
        .containsExactly(
            "2026-04-04T14:45:00Z",
            "2026-04-04T15:00:00Z",
            "2026-04-04T15:15:00Z",
            "2026-04-04T15:30:00Z");
  }

  @Test
  void a_day_that_a_country_left_out_comes_at_its_change() {
    ZoneId apia = ZoneId.of("Pacific/Apia");
    assertThat(after("0 12 30 12 *", apia, "2011-12-01T00:00:00Z", 2))
        .containsExactly("2011-12-30T10:00:00Z", "2012-12-29T22:00:00Z");
  }

  @Test
  void a_leap_day_in_a_zone_of_its_own_is_found() {
    assertThat(after("0 0 29 2 *", ZoneId.of("America/New_York"), "2097-01-01T00:00:00Z", 2))
        .containsExactly("2104-02-29T05:00:00Z", "2108-02-29T05:00:00Z");
  }

  @Test
  void far_futures_end_with_the_year_9999() {
    assertThat(after("0 0 1 1 *", PARIS, "9997-06-01T00:00:00Z", 5))
        .containsExactly("9997-12-31T23:00:00Z", "9998-12-31T23:00:00Z");
    assertThat(cron("* * * * *", UTC).after(Instant.parse("9999-12-31T23:59:00Z"))).isEmpty();
  }

  @Test
  void nothing_lies_between_a_moment_and_the_next() {
    check(
        500,
        values ->
            nothing_lies_between_a_moment_and_the_next(
                pattern(values),
                zone(values),
                values.between(1_700_000_000L, 2_000_000_000L),
                values.between(0L, 100L)));
  }

  private static void nothing_lies_between_a_moment_and_the_next(
      String pattern, ZoneId zone, long second, long percent) {
    CronTiming timing = cron(pattern, zone);
    Instant from = Instant.ofEpochSecond(second);
    Instant next = timing.after(from).orElseThrow();

    assertThat(next).isAfter(from);
    long between = (next.getEpochSecond() - second - 1) * percent / 100;
    assertThat(timing.after(from.plusSeconds(between))).contains(next);
    assertThat(timing.after(next).orElseThrow()).isAfter(next);
  }

  @Test
  void each_moment_fits_the_clock_or_is_the_moment_of_a_change() {
    check(
        500,
        values ->
            each_moment_fits_the_clock_or_is_the_moment_of_a_change(
                pattern(values), zone(values), values.between(1_700_000_000L, 2_000_000_000L)));
  }

  private static void each_moment_fits_the_clock_or_is_the_moment_of_a_change(
      String pattern, ZoneId zone, long second) {
    Instant next = cron(pattern, zone).after(Instant.ofEpochSecond(second)).orElseThrow();
    LocalDateTime local = LocalDateTime.ofInstant(next, zone);

    boolean fits = CronPattern.parse(pattern).from(local).equals(Optional.of(local));
    ZoneOffsetTransition change = zone.getRules().nextTransition(next.minusSeconds(1));
    boolean changed = change != null && change.isGap() && change.getInstant().equals(next);
    assertThat(fits || changed).as("%s at %s in %s", pattern, local, zone).isTrue();
  }

  @Test
  void a_daily_time_comes_once_on_each_day_of_the_calendar() {
    check(
        200,
        values ->
            a_daily_time_comes_once_on_each_day_of_the_calendar(
                zone(values), values.between(0, 23), values.between(0L, 3_000L)));
  }

  private static void a_daily_time_comes_once_on_each_day_of_the_calendar(
      ZoneId zone, int hour, long day) {
    Instant noon = Instant.parse("2020-01-01T12:00:00Z").plusSeconds(day * 86_400);
    List<Instant> moments = cron("30 " + hour + " * * *", zone).allAfter(noon).limit(40).toList();

    LocalDate first = dayOf(moments.get(0), zone, hour);
    assertThat(moments.stream().map(m -> dayOf(m, zone, hour)))
        .containsExactlyElementsOf(first.datesUntil(first.plusDays(40)).toList());
  }

  /** The day that half past the hour is of; if the clocks skipped that, it came at the change. */
  private static LocalDate dayOf(Instant moment, ZoneId zone, int hour) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(moment.minusSeconds(1));
    if (change == null || !change.isGap() || !change.getInstant().equals(moment)) {
      return moment.atZone(zone).toLocalDate();
    }
    LocalDate day = change.getDateTimeBefore().toLocalDate();
    return day.atTime(hour, 30).isBefore(change.getDateTimeBefore()) ? day.plusDays(1) : day;
  }

  private static String pattern(RandomValues values) {
    return values.of(
        "* * * * *",
        "*/7 * * * *",
        "0 * * * *",
        "30 2 * * *",
        "15,45 1-3 * * *",
        "0 0 * * sun",
        "0 0 29 2 *",
        "59 59 23 31 12 *",
        "0 0 13 * 5",
        "*/10 30 2 * * *",
        "0 */6 1,15 * *");
  }

  private static ZoneId zone(RandomValues values) {
    return ZoneId.of(
        values.of(
            "UTC",
            "Europe/Paris",
            "America/New_York",
            "America/Sao_Paulo",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Africa/Casablanca",
            "Pacific/Chatham",
            "America/Scoresbysund",
            "+05:45"));
  }
}
