package dev.stint.domain.schedule;

import static dev.stint.domain.random.RandomCases.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stint.domain.ScheduleName;
import dev.stint.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look at the clock leads to. */
class ScheduleRulesTest {

  private static final ScheduleName NAME = new ScheduleName("nightly");
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final Timing MINUTELY = Timing.cron("* * * * *", UTC);
  private static final Timing.Runs NONE = run -> Timing.Standing.GONE;
  private static final Timing.Runs BUSY = run -> Timing.Standing.UNFINISHED;
  private static final TaskId LAST = new TaskId(new UUID(0, 1));
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private static ScheduleRules agenda(Timing timing, Missed missed, Overlap overlap) {
    return new ScheduleRules(NAME, timing, missed, overlap);
  }

  private static ScheduleRules cron(Missed missed) {
    return agenda(MINUTELY, missed, Overlap.RUN);
  }

  private static ScheduleProgress dueAt(Instant due) {
    return new ScheduleProgress(Optional.of(due), Optional.empty());
  }

  private static Optional<List<Instant>> moments(ScheduleRules rules, Instant due, Instant now) {
    return rules
        .round(dueAt(due), now, NONE)
        .map(r -> r.runs().stream().map(ScheduledRun::moment).toList());
  }

  @Test
  void nothing_happens_before_the_moment() {
    assertThat(cron(Missed.ONCE).round(dueAt(NOON), NOON.minusNanos(1), NONE)).isEmpty();
  }

  @Test
  void a_moment_that_came_gets_a_run_and_the_next_one_is_due() {
    ScheduleRules.Round round =
        cron(Missed.ONCE).round(dueAt(NOON), NOON.plusMillis(7), NONE).get();

    ScheduledRun run = ScheduledRun.of(NAME, NOON);
    assertThat(round.runs()).containsExactly(run);
    assertThat(round.after())
        .isEqualTo(new ScheduleProgress(Optional.of(NOON.plusSeconds(60)), Optional.of(run.id())));
  }

  @Test
  void moments_of_the_last_minute_are_late_but_not_missed() {
    Timing often = Timing.cron("*/20 * * * * *", UTC);
    for (Missed missed : List.of(Missed.SKIP, Missed.ONCE, Missed.all(1))) {
      assertThat(moments(agenda(often, missed, Overlap.RUN), NOON, NOON.plusSeconds(59)))
          .contains(List.of(NOON, NOON.plusSeconds(20), NOON.plusSeconds(40)));
    }
  }

  @Test
  void missed_moments_are_skipped_if_so_asked_but_for_the_last_minutes() {
    assertThat(moments(cron(Missed.SKIP), NOON, NOON.plusSeconds(3_610)))
        .contains(List.of(NOON.plusSeconds(3_600)));
    Timing daily = Timing.cron("0 12 * * *", UTC);
    ScheduleRules.Round round =
        agenda(daily, Missed.SKIP, Overlap.RUN)
            .round(dueAt(NOON), NOON.plusSeconds(61), NONE)
            .get();
    assertThat(round.runs()).isEmpty();
    assertThat(round.after()).isEqualTo(dueAt(NOON.plus(Duration.ofDays(1))));
  }

  @Test
  void missed_moments_get_one_run_named_by_the_first_of_them() {
    Instant now = NOON.plusSeconds(3_610);
    assertThat(moments(cron(Missed.ONCE), NOON, now)).contains(List.of(NOON));
    assertThat(cron(Missed.ONCE).round(dueAt(NOON), now, NONE).get().after().due())
        .contains(NOON.plusSeconds(3_660));
  }

  @Test
  void missed_moments_get_a_run_each_up_to_this_many_the_latest() {
    Instant now = NOON.plusSeconds(3_610);
    assertThat(moments(cron(Missed.all(3)), NOON, now))
        .contains(
            List.of(NOON.plusSeconds(3_480), NOON.plusSeconds(3_540), NOON.plusSeconds(3_600)));
    assertThat(moments(cron(Missed.all(1_000)), NOON, now).orElseThrow())
        .hasSize(61)
        .startsWith(NOON);
  }

  @Test
  void years_of_missed_seconds_are_looked_at_from_their_end() {
    ScheduleRules secondly = agenda(Timing.cron("* * * * * *", UTC), Missed.all(5), Overlap.RUN);
    Instant now = NOON.plus(Duration.ofDays(36_500));
    assertThat(moments(secondly, NOON, now).orElseThrow())
        .hasSize(5)
        .startsWith(now.minusSeconds(4))
        .endsWith(now);
    Timing rare = Timing.cron("0 0 29 2 *", UTC);
    assertThat(moments(agenda(rare, Missed.all(3), Overlap.RUN), firstAfter(rare), now))
        .contains(
            List.of(
                Instant.parse("2116-02-29T00:00:00Z"),
                Instant.parse("2120-02-29T00:00:00Z"),
                Instant.parse("2124-02-29T00:00:00Z")));
  }

  private static Instant firstAfter(Timing timing) {
    return timing.begin(NOON, Optional.empty()).due().orElseThrow();
  }

  @Test
  void a_run_that_is_not_finished_makes_the_moment_pass_if_overlaps_are_skipped() {
    ScheduleRules alone = agenda(MINUTELY, Missed.ONCE, Overlap.SKIP);
    ScheduleProgress progress = new ScheduleProgress(Optional.of(NOON), Optional.of(LAST));

    ScheduleRules.Round busy = alone.round(progress, NOON, BUSY).get();
    assertThat(busy.runs()).isEmpty();
    assertThat(busy.after())
        .isEqualTo(new ScheduleProgress(Optional.of(NOON.plusSeconds(60)), Optional.of(LAST)));
    assertThat(alone.round(progress, NOON, NONE).get().runs()).hasSize(1);
    assertThat(cron(Missed.ONCE).round(progress, NOON, BUSY).get().runs()).hasSize(1);
  }

  @Test
  void of_several_missed_moments_only_the_first_runs_if_overlaps_are_skipped() {
    ScheduleRules alone = agenda(MINUTELY, Missed.all(3), Overlap.SKIP);
    ScheduleRules.Round round = alone.round(dueAt(NOON), NOON.plusSeconds(600), NONE).get();
    assertThat(round.runs()).containsExactly(ScheduledRun.of(NAME, NOON.plusSeconds(480)));
  }

  @Test
  void a_schedule_whose_last_moment_is_over_is_never_due_again() {
    ScheduleProgress over = new ScheduleProgress(Optional.empty(), Optional.of(LAST));
    assertThat(cron(Missed.ONCE).round(over, NOON, NONE)).isEmpty();
    assertThat(MINUTELY.next(over, 3)).isEmpty();
  }

  @Test
  void a_schedule_by_delay_begins_at_once_and_then_waits_for_the_end_of_its_run() {
    ScheduleRules hourly = agenda(Timing.every(Duration.ofHours(1)), Missed.ONCE, Overlap.RUN);
    ScheduleProgress begun = hourly.timing().begin(NOON, Optional.empty());
    ScheduleRules.Round first = hourly.round(begun, NOON, NONE).get();
    assertThat(first.runs()).containsExactly(ScheduledRun.of(NAME, NOON));
    assertThat(first.after().due()).isEmpty();

    assertThat(hourly.round(first.after(), NOON.plusSeconds(9_000), BUSY)).isEmpty();

    Instant end = NOON.plusSeconds(10_000);
    Timing.Runs ended = run -> Timing.Standing.endedAt(end);
    ScheduleRules.Round waits = hourly.round(first.after(), end.plusSeconds(5), ended).get();
    assertThat(waits.runs()).isEmpty();
    assertThat(waits.after())
        .isEqualTo(new ScheduleProgress(Optional.of(end.plusSeconds(3_600)), first.after().last()));
    assertThat(hourly.round(waits.after(), end.plusSeconds(3_599), ended)).isEmpty();
    assertThat(hourly.round(waits.after(), end.plusSeconds(3_600), ended).get().runs())
        .containsExactly(ScheduledRun.of(NAME, end.plusSeconds(3_600)));
  }

  @Test
  void a_schedule_by_delay_that_nobody_saw_for_long_makes_one_run() {
    ScheduleRules hourly = agenda(Timing.every(Duration.ofHours(1)), Missed.all(9), Overlap.RUN);
    ScheduleProgress waiting = new ScheduleProgress(Optional.empty(), Optional.of(LAST));
    Timing.Runs ended = run -> Timing.Standing.endedAt(NOON);
    assertThat(hourly.round(waiting, NOON.plus(Duration.ofDays(9)), ended).get().runs())
        .containsExactly(ScheduledRun.of(NAME, NOON.plusSeconds(3_600)));
  }

  @Test
  void a_run_whose_record_is_gone_counts_as_ended_just_now() {
    ScheduleRules hourly = agenda(Timing.every(Duration.ofHours(1)), Missed.ONCE, Overlap.RUN);
    ScheduleProgress waiting = new ScheduleProgress(Optional.empty(), Optional.of(LAST));
    ScheduleRules.Round round = hourly.round(waiting, NOON, NONE).get();
    assertThat(round.runs()).isEmpty();
    assertThat(round.after().due()).contains(NOON.plusSeconds(3_600));
  }

  @Test
  void the_next_moments_of_cron_can_be_told_and_of_a_delay_only_the_one_that_is_due() {
    assertThat(MINUTELY.next(dueAt(NOON), 3))
        .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120));
    assertThat(Timing.every(Duration.ofHours(1)).next(dueAt(NOON), 3)).containsExactly(NOON);
  }

  @Test
  void a_new_timing_begins_from_now_and_a_delay_from_the_end_of_the_last_run() {
    assertThat(MINUTELY.begin(NOON, Optional.of(LAST)))
        .isEqualTo(new ScheduleProgress(Optional.of(NOON.plusSeconds(60)), Optional.of(LAST)));
    assertThat(Timing.every(Duration.ofHours(1)).begin(NOON, Optional.of(LAST)))
        .isEqualTo(new ScheduleProgress(Optional.empty(), Optional.of(LAST)));
  }

  @Test
  void an_id_follows_from_schedule_and_moment_and_stands_in_time_order() {
    TaskId id = ScheduledRun.of(NAME, NOON).id();
    assertThat(id).isEqualTo(ScheduledRun.of(new ScheduleName("nightly"), NOON).id());
    assertThat(id).isNotEqualTo(ScheduledRun.of(new ScheduleName("daily"), NOON).id());
    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
    assertThat(id).isLessThan(ScheduledRun.of(NAME, NOON.plusMillis(1)).id());
    Instant late = Instant.parse("9999-12-31T23:59:59Z");
    assertThat(ScheduledRun.of(NAME, late).id()).isGreaterThan(id);
  }

  @Test
  void the_policies_are_read_as_they_are_written() {
    for (Missed missed : List.of(Missed.SKIP, Missed.ONCE, Missed.all(5))) {
      assertThat(Missed.parse(missed.toString())).isEqualTo(missed);
    }
    assertThat(Missed.parse(" ALL 7 ")).isEqualTo(Missed.all(7));
    assertThatThrownBy(() -> Missed.parse("twice"))
        .hasMessage("'twice' is no policy for missed runs; say skip, once or all:5");
    assertThatThrownBy(() -> Missed.all(0)).hasMessageContaining("from 1 to 1000");
    assertThatThrownBy(() -> Missed.parse("all:1001")).hasMessageContaining("from 1 to 1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1S", "PT0.999S", "PT876000H1S"})
  void a_delay_out_of_range_is_refused(String delay) {
    assertThatThrownBy(() -> Timing.every(Duration.parse(delay)))
        .hasMessageContaining("from 1 second to 36500 days");
  }

  @Test
  void a_timing_says_itself_in_words() {
    assertThat(MINUTELY.words()).isEqualTo("cron * * * * * in UTC");
    assertThat(Timing.every(Duration.ofMinutes(5)).words()).isEqualTo("every PT5M");
  }

  @Test
  void a_name_that_cannot_be_kept_is_refused() {
    assertThatThrownBy(() -> new ScheduleName(" ")).hasMessageContaining("schedule name");
    assertThatThrownBy(() -> new ScheduleName("x".repeat(201))).hasMessageContaining("200");
  }

  /** However the looks fall, each moment gets one run at most, and ALL gives each one. */
  @Test
  void looks_at_any_times_make_each_moment_run_at_most_once() {
    check(
        300,
        values ->
            looks_at_any_times_make_each_moment_run_at_most_once(
                values.list(1, 30, () -> values.between(0, 900)),
                values.of(Missed.SKIP, Missed.ONCE, Missed.all(1_000))));
  }

  private static void looks_at_any_times_make_each_moment_run_at_most_once(
      List<Integer> gaps, Missed missed) {
    Timing timing = Timing.cron("*/5 * * * *", UTC);
    ScheduleRules rules = agenda(timing, missed, Overlap.RUN);
    ScheduleProgress progress = timing.begin(NOON, Optional.empty());
    List<Instant> made = new ArrayList<>();
    Instant now = NOON;
    for (int gap : gaps) {
      now = now.plusSeconds(gap);
      Optional<ScheduleRules.Round> round = rules.round(progress, now, NONE);
      if (round.isPresent()) {
        round.get().runs().forEach(r -> made.add(r.moment()));
        progress = round.get().after();
        assertThat(progress.due().orElseThrow()).isAfter(now);
      }
    }
    Set<Instant> once = new HashSet<>(made);
    assertThat(once).hasSameSizeAs(made);
    assertThat(made).isSorted();
    if (missed.kind() == Missed.Kind.ALL) {
      assertThat(made).hasSize((int) (Duration.between(NOON, now).toMinutes() / 5));
    }
  }
}
