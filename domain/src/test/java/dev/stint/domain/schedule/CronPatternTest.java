package dev.stint.domain.schedule;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.domain.random.RandomValues;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronPatternTest {

  private static final LocalDateTime START = LocalDateTime.parse("2026-11-21T10:17:30");

  private static List<String> next(String pattern, int count) {
    List<String> found = new ArrayList<>();
    LocalDateTime at = START;
    for (int i = 0; i < count; i++) {
      LocalDateTime fits = CronPattern.parse(pattern).from(at).orElseThrow();
      found.add(fits.toString());
      at = fits.plusSeconds(1);
    }
    return found;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *            | 2026-11-21T10:18    | 2026-11-21T10:19",
        "*/20 * * * *         | 2026-11-21T10:20    | 2026-11-21T10:40",
        "17 10 * * *          | 2026-11-22T10:17    | 2026-11-23T10:17",
        "30 2 * * mon-fri     | 2026-11-23T02:30    | 2026-11-24T02:30",
        "30 2 * * 1-5         | 2026-11-23T02:30    | 2026-11-24T02:30",
        "0 0 * * 7            | 2026-11-22T00:00    | 2026-11-29T00:00",
        "0 0 * * 5-7          | 2026-11-22T00:00    | 2026-11-27T00:00",
        "0 12 1 * *           | 2026-12-01T12:00    | 2027-01-01T12:00",
        "0 0 31 * *           | 2026-12-31T00:00    | 2027-01-31T00:00",
        "5/30 9-10 * * *      | 2026-11-21T10:35    | 2026-11-22T09:05",
        "0 0 1 jan,Jul ?      | 2027-01-01T00:00    | 2027-07-01T00:00",
        "30 17 10 * * *       | 2026-11-21T10:17:30 | 2026-11-22T10:17:30",
        "*/25 17 * * * *      | 2026-11-21T10:17:50 | 2026-11-21T11:17",
        "10 17 10 * * *       | 2026-11-22T10:17:10 | 2026-11-23T10:17:10",
        "0 8-18/5 * * *       | 2026-11-21T13:00    | 2026-11-21T18:00",
        "@hourly              | 2026-11-21T11:00    | 2026-11-21T12:00",
        "@Daily               | 2026-11-22T00:00    | 2026-11-23T00:00",
        "@weekly              | 2026-11-22T00:00    | 2026-11-29T00:00",
        "@monthly             | 2026-12-01T00:00    | 2027-01-01T00:00",
        "@yearly              | 2027-01-01T00:00    | 2028-01-01T00:00"
      })
  void a_pattern_names_its_moments(String pattern, String first, String second) {
    assertThat(next(pattern, 2)).containsExactly(first, second);
  }

  @Test
  void of_two_days_without_a_star_either_will_do() {
    assertThat(next("0 0 13 * fri", 3))
        .containsExactly("2026-11-27T00:00", "2026-12-04T00:00", "2026-12-11T00:00");
    assertThat(next("0 0 1-7 * fri", 3))
        .containsExactly("2026-11-27T00:00", "2026-12-01T00:00", "2026-12-02T00:00");
  }

  @Test
  void a_step_on_a_star_leaves_the_other_day_to_say() {
    assertThat(next("0 0 */2 * mon", 2)).containsExactly("2026-11-23T00:00", "2026-12-07T00:00");
  }

  @Test
  void a_leap_day_comes_in_leap_years_only() {
    assertThat(next("0 0 29 2 *", 3))
        .containsExactly("2028-02-29T00:00", "2032-02-29T00:00", "2036-02-29T00:00");
    CronPattern leap = CronPattern.parse("0 0 29 2 *");
    assertThat(leap.from(LocalDateTime.parse("2096-03-01T00:00:00")))
        .contains(LocalDateTime.parse("2104-02-29T00:00:00"));
  }

  @Test
  void nothing_comes_after_the_year_9999() {
    CronPattern newYear = CronPattern.parse("0 0 1 1 *");
    assertThat(newYear.from(LocalDateTime.parse("9998-06-01T00:00:00")))
        .contains(LocalDateTime.parse("9999-01-01T00:00:00"));
    assertThat(newYear.from(LocalDateTime.parse("9999-01-01T00:00:01"))).isEmpty();
  }

  @Test
  void parts_of_a_second_are_rounded_up() {
    assertThat(CronPattern.parse("* * * * * *").from(START.plusNanos(1)))
        .contains(START.plusSeconds(1));
  }

  @Test
  void patterns_written_alike_are_equal() {
    assertThat(CronPattern.parse(" 0  3 * * * "))
        .isEqualTo(CronPattern.parse("0 3 * * *"))
        .hasSameHashCodeAs(CronPattern.parse("0 3 * * *"))
        .hasToString("0 3 * * *")
        .isNotEqualTo(CronPattern.parse("0 4 * * *"))
        .isNotEqualTo("0 3 * * *");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"            | write minute, hour, day, month, weekday",
        "* * * *         | write minute, hour, day, month, weekday",
        "* * * * * * *   | write minute, hour, day, month, weekday",
        "60 * * * *      | the minute '60' is not from 0 to 59",
        "* 24 * * *      | the hour '24' is not from 0 to 23",
        "* * 0 * *       | the day of the month '0' is not from 1 to 31",
        "* * * 13 *      | the month '13' is not from 1 to 12",
        "* * * * 8       | the day of the week '8' is not from 0 to 7",
        "* * * * mo      | the day of the week 'mo' is not from 0 to 7",
        "60 * * * * *    | the second '60' is not from 0 to 59",
        "-1 * * * *      | the minute '' is not from 0 to 59",
        "1-2-3 * * * *   | the minute '2-3' is not from 0 to 59",
        "9-5 * * * *     | the range '9-5' runs backwards",
        "*/0 * * * *     | the step '0' is not a number from 1",
        "*/x * * * *     | the step 'x' is not a number from 1",
        "*/2/3 * * * *   | '*/2/3' has two steps",
        "1, * * * *      | the minute '' is not from 0 to 59",
        "? * * * *       | the minute '?' is not from 0 to 59",
        "99999 * * * *   | the minute '99999' is not from 0 to 59",
        "0 0 30 2 *      | no month it names has such a day",
        "0 0 31 4,6,9 *  | no month it names has such a day",
        "@never          | write minute, hour, day, month, weekday"
      })
  void what_is_not_well_formed_is_named(String pattern, String why) {
    assertThatThrownBy(() -> CronPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void a_very_long_pattern_is_refused() {
    assertThatThrownBy(() -> CronPattern.parse("1,".repeat(200) + "1 * * * *"))
        .hasMessageContaining("at most 200 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 31 2 mon", "0 0 30 2 7"})
  void a_day_that_never_comes_is_fine_where_a_weekday_does(String pattern) {
    assertThat(CronPattern.parse(pattern).from(START)).isPresent();
  }

  @Test
  void the_next_moment_is_what_a_walk_by_the_minute_finds() {
    check(
        300,
        values ->
            the_next_moment_is_what_a_walk_by_the_minute_finds(
                columns(values), values.between(0L, 400_000L)));
  }

  private static void the_next_moment_is_what_a_walk_by_the_minute_finds(
      Columns columns, long minutes) {
    LocalDateTime from = LocalDateTime.parse("2027-01-01T00:00:00").plusMinutes(minutes);
    LocalDateTime walked = from;
    int steps = 0;
    while (!columns.fits(walked) && steps++ < 60 * 24 * 90) {
      walked = walked.plusMinutes(1);
    }
    Optional<LocalDateTime> found = CronPattern.parse(columns.text()).from(from);
    if (columns.fits(walked)) {
      assertThat(found).contains(walked);
    } else {
      assertThat(found.orElseThrow()).isAfterOrEqualTo(walked);
    }
  }

  private static Columns columns(RandomValues values) {
    return new Columns(
        column(values, 0, 59),
        column(values, 0, 23),
        column(values, 1, 28),
        column(values, 1, 12),
        column(values, 0, 6));
  }

  /** None means a star. */
  private static List<Integer> column(RandomValues values, int first, int last) {
    return List.copyOf(values.set(0, 3, () -> values.between(first, last)));
  }

  /** The numbers that each column allows, matched in the plainest way. */
  record Columns(
      List<Integer> minutes,
      List<Integer> hours,
      List<Integer> days,
      List<Integer> months,
      List<Integer> weekdays) {

    String text() {
      return String.join(" ", text(minutes), text(hours), text(days), text(months), text(weekdays));
    }

    private static String text(List<Integer> numbers) {
      return numbers.isEmpty()
          ? "*"
          : String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    boolean fits(LocalDateTime time) {
      int weekday = time.getDayOfWeek().getValue() % 7;
      boolean day = days.contains(time.getDayOfMonth()) || weekdays.contains(weekday);
      if (days.isEmpty() || weekdays.isEmpty()) {
        day = in(days, time.getDayOfMonth()) && in(weekdays, weekday);
      }
      return in(minutes, time.getMinute())
          && in(hours, time.getHour())
          && in(months, time.getMonthValue())
          && day;
    }

    private static boolean in(List<Integer> numbers, int number) {
      return numbers.isEmpty() || numbers.contains(number);
    }
  }
}
